import type { PendingSend } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import type { Dictionary } from '../locale/dictionary.ts'
import { problemWords } from '../locale/problem-words.ts'

function body({ command }: PendingSend, words: Dictionary): TemplateResult {
  const { log } = words
  switch (command.kind) {
    case 'message':
      if (command.to?.template)
        return html`<p class="pending-line">${words.reach.template}: ${command.to.template.name}</p>`
      return html`${command.text && html`<div class="bubble">${command.text}</div>`}${
        command.files ? html`<p class="pending-line">${words.files.count(command.files.length)}</p>` : nothing
      }`
    case 'note':
      return html`<div class="note-text">${command.text}</div>`
    case 'handback':
      return html`<p class="pending-line">${log.pendingHandback}</p>`
    case 'resolve':
      return html`<p class="pending-line">${log.pendingResolve}</p>`
    case 'rate':
    case 'handoff.request':
    case 'handoff.cancel':
    case 'redact':
    case 'reveal':
    case 'call.end':
    case 'call.answer':
    case 'call.bridge':
    case 'call.cut':
    case 'call.consent':
    case 'utterance':
      return html`<p class="pending-line">${log.pendingOther}</p>`
    default:
      return command satisfies never
  }
}

/** Something of ours on its way, or refused with a reason and two ways out. */
export function pending(
  send: PendingSend,
  words: Dictionary,
  answer: (what: 'retry' | 'discard') => void,
): TemplateResult {
  const { problem } = send
  return html`<div class="pending" data-kind=${send.command.kind} data-failed=${problem !== null}>
    ${body(send, words)}
    <p class="pending-state">
      ${problem ? html`<strong>${words.sentence(words.log.failed)}</strong>${problemWords(problem, words)}` : words.log.sending}
      ${
        problem
          ? html`<button class="link" @click=${() => answer('retry')}>${words.log.retry}</button>
              <button class="link" @click=${() => answer('discard')}>${words.log.discard}</button>`
          : nothing
      }
    </p>
  </div>`
}
