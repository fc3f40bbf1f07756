import { LIMITS } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'

const OUTCOMES = ['settled', 'follow_up', 'call_back', 'no_answer'] as const
/** Leaves room for how it ended. */
const NOTE_CHARS = LIMITS.noteChars - 120

/** The work after a call: how it ended and what colleagues should know. Until it is done nothing new is offered. */
@customElement('desk-wrap-up')
export class DeskWrapUp extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: end;
      }

      h2 {
        font-size: var(--body);
        font-weight: 600;
      }

      .head {
        flex: 1 1 220px;
      }

      label {
        display: grid;
        gap: 2px;
        font-size: var(--small);
      }

      .note {
        flex: 2 1 220px;
      }

      input,
      select {
        width: 100%;
        min-height: 36px;
        padding: 4px 8px;
      }
    `,
  ]

  @property({ attribute: false }) speech: Speech | null = null
  /** The session of the call, while it is the agent's; null: there is nowhere to write any more. */
  @property() session: string | null = null
  @property({ type: Number }) leftMs = 0

  #done(event: SubmitEvent): void {
    event.preventDefault()
    const { speech, session } = this
    const outcome = OUTCOMES.find((one) => one === this.renderRoot.querySelector('select')?.value)
    if (speech && session && outcome) {
      const { outcomes, noted } = speech.words.calls.wrapUp
      const note = this.renderRoot.querySelector('input')?.value.trim() ?? ''
      ask(this, { type: 'send', session, command: { kind: 'note', text: noted(outcomes[outcome], note) } })
    }
    ask(this, { type: 'ready' })
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    const { wrapUp } = speech.words.calls
    return html`<form @submit=${this.#done}>
      <div class="head">
        <h2>${wrapUp.title}</h2>
        <p class="small muted number">${wrapUp.lead(speech.clock(this.leftMs))}</p>
      </div>
      ${
        this.session
          ? html`<label>${wrapUp.outcome}<select>${OUTCOMES.map((one) => html`<option value=${one}>${wrapUp.outcomes[one]}</option>`)}</select></label>
              <label class="note">${wrapUp.note}<input maxlength=${NOTE_CHARS} /></label>`
          : html`<p class="small muted">${wrapUp.gone}</p>`
      }
      <button class="button primary">${wrapUp.done}</button>
    </form>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-wrap-up': DeskWrapUp
  }
}
