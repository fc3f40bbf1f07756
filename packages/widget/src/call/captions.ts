import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Words } from '../words/words.ts'
import type { CallState, Caption } from './model.ts'
import type { CallWords } from './words/call-words.ts'

/** What both sides say. Readers are told what is finished, and never what they said themselves. */
export const captionsView = ({ captions, agent }: CallState, own: CallWords, words: Words): TemplateResult => {
  const name = ({ by, speaker }: Caption): string =>
    by === 'agent' ? ((speaker ?? agent)?.name ?? words.person) : own.who[by]
  const newest = captions.findLast(({ isFinal, by }) => isFinal && by !== 'customer')
  const lines = repeat(
    captions,
    ({ key }) => key,
    (caption) =>
      html`<li ?data-open=${!caption.isFinal}><b>${name(caption)}</b> <span dir="auto">${caption.text}</span></li>`,
  )
  return html`
    <ul class="captions fold" aria-label=${own.captions} tabindex="0">
      ${captions.length === 0 ? html`<li class="none">${own.noCaptions}</li>` : lines}
    </ul>
    <p class="unseen" role="status">${newest ? `${name(newest)}: ${newest.text}` : ''}</p>
  `
}
