import { html, nothing, type TemplateResult } from 'lit'
import type { CallState, LiveCall } from './model.ts'
import type { CallWords } from './words/call-words.ts'

/** Whether the call may be recorded, asked once; and that it is, with the way to end that. The call goes on either way. */
export function consentView(
  { recording }: CallState,
  own: CallWords,
  live: LiveCall | null,
): TemplateResult | typeof nothing {
  const button = (label: string, granted: boolean): TemplateResult =>
    html`<button class="outline" type="button" @click=${() => live?.consent(granted)}>${label}</button>`
  switch (recording) {
    case 'asked':
      return html`<div class="consent" role="group" aria-labelledby="consent">
        <p id="consent" role="status">${own.mayRecord}</p>
        <div class="choice">${button(own.record, true)} ${button(own.recordNot, false)}</div>
      </div>`
    case 'on':
      return html`<div class="consent" data-on>
        <p role="status">${own.recording}</p>
        ${button(own.stopRecording, false)}
      </div>`
    default:
      return nothing
  }
}
