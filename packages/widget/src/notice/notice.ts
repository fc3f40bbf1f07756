import type { SessionSnapshot } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { alertIcon, cloudOffIcon } from '../icons.ts'
import { askFrom } from '../request.ts'
import { sentenceOf } from '../words/sentence.ts'
import type { Words } from '../words/words.ts'

/** The sentence for a final refusal. */
export const refusal = ({ problem }: SessionSnapshot, words: Words): string =>
  sentenceOf(problem, words.refused, words.refusedOther)

/** Offline, and while the next try is on its way: a quiet strip above the composer, because writing goes on. */
export const offlineStrip = (snapshot: SessionSnapshot, words: Words): TemplateResult | typeof nothing =>
  snapshot.connection === 'offline' || (snapshot.connection === 'connecting' && snapshot.problem)
    ? html`<div class="strip">
        ${cloudOffIcon}
        <p><strong>${words.offline}</strong> ${words.offlineMore}</p>
        <button class="quiet" type="button" @click=${askFrom({ kind: 'reconnect' })}>${words.tryNow}</button>
      </div>`
    : nothing

/** Refused: takes the place of the conversation, with one thing to do. */
export const refusedScreen = (snapshot: SessionSnapshot, words: Words): TemplateResult => {
  const outdated = snapshot.problem?.code === 'version_unsupported'
  return html`<div class="refused">
    ${alertIcon}
    <h3>${words.refusedTitle}</h3>
    <p>${refusal(snapshot, words)}</p>
    <button class="solid" type="button" @click=${askFrom({ kind: outdated ? 'reload' : 'reconnect' })}>
      ${outdated ? words.reload : words.tryAgain}
    </button>
  </div>`
}
