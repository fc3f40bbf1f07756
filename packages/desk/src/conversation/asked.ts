import type { Transfer } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { icons } from '../theme/icons.ts'

/** Whom the agent has asked to take the session, since when, and what came of it. */
export function asked(
  { to, askedAt, ended }: Transfer,
  { now, speech, recall }: { now: number; speech: Speech; recall: () => void },
): TemplateResult {
  const { transfer } = speech.words
  // The clock is not read out with every second.
  return html`<div class="banner asked" data-ended=${ended ?? ''}>
    ${icons.transfer}
    <span role="status">${ended ? transfer.ended[ended](to.name) : transfer.asked(to.name)}</span>
    ${ended ? '' : html`<span class="number" role="timer">${speech.clock(Math.max(0, now - askedAt))}</span>`}
    <button class="button quiet recall" @click=${recall}>${ended ? transfer.dismiss : transfer.recall}</button>
  </div>`
}
