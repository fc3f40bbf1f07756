import type { VoiceSignals } from '@baton/client'
import { css, html, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { arousalOf, mannerWords } from './signal-words.ts'

const BADGE = { low: 'plain', raised: 'warning', high: 'danger' } as const

/** How the customer speaks, in words, and how stirred up they are, with how much that is to be believed. */
export function signalsView(first: VoiceSignals, now: VoiceSignals, speech: Speech): TemplateResult {
  const { signals } = speech.words.calls
  const manner = mannerWords(first, now, speech.words)
  const arousal = arousalOf(now)
  return html`<p class="signals" title=${signals.explain}>
    <span class="spoken">${signals.title}: </span>
    ${manner ? html`<span>${signals.speaks(speech.list(manner))}</span>` : ''}
    <span class="badge ${BADGE[arousal]}">${signals.arousal[arousal]} · ${signals.sure(speech.percent(now.confidence))}</span>
  </p>`
}

export const signalsStyles = css`
  .signals {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    font-size: var(--small);
  }
`
