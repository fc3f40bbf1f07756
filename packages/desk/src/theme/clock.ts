import { css, html, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { FIRST_RESPONSE_MS, type ResponseClock } from '../store/conversation.ts'

/** The running first-response clock: calm, then amber, then red, always with its number. */
export function responseChip(clock: ResponseClock, speech: Speech): TemplateResult {
  const { conversation } = speech.words
  const title = conversation.firstResponseIn(speech.clock(FIRST_RESPONSE_MS))
  const late = clock.state === 'red' ? html`<span class="spoken">${conversation.overdue}</span>` : ''
  return html`<span class="clock number" data-state=${clock.state} title=${title}
    ><span class="spoken">${conversation.firstResponse} </span>${speech.clock(clock.elapsedMs)}${late}</span
  >`
}

export const clockStyles = css`
  .clock {
    flex: none;
    padding: 0 7px;
    border-radius: 999px;
    background: var(--brand-soft);
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 600;
    line-height: 20px;
  }

  .clock[data-state='amber'] {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .clock[data-state='red'] {
    background: var(--danger);
    color: var(--raised);
  }
`
