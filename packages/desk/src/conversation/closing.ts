import { type Command, LIMITS } from '@baton/client'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { panelStyles } from './panel.styles.ts'

export type Closing = 'handback' | 'resolve' | 'transfer'

/** The panel has served: its command was sent, or the agent changed their mind. */
export class ClosingDone extends Event {
  static readonly type = 'desk-closing-done'
  readonly sent: boolean

  constructor(sent: boolean) {
    super(ClosingDone.type, { bubbles: true, composed: true })
    this.sent = sent
  }
}

/**
 * The inline panel that ends the agent's part: back to the bot with a note, or resolved with a resolution.
 *
 * @fires desk-closing-done - the panel wants to be closed
 */
@customElement('desk-closing')
export class DeskClosing extends LitElement {
  static override styles = [
    controls,
    panelStyles,
    css`
      #wanting {
        color: var(--danger);
        font-size: var(--small);
      }

      textarea[aria-invalid='true'] {
        border-color: var(--danger);
      }
    `,
  ]

  /** Resolving was tried without a word for the customer. */
  @state() private wanting = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property() closing: Exclude<Closing, 'transfer'> = 'handback'

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('closing') || changed.has('session')) this.wanting = false
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('textarea')?.focus(options)
  }

  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.dispatchEvent(new ClosingDone(false))
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.#confirm()
    }
  }

  #confirm(): void {
    const text = this.renderRoot.querySelector('textarea')?.value.trim() ?? ''
    if (this.closing === 'resolve' && text === '') {
      this.wanting = true
      this.focus()
      return
    }
    const command: Command =
      this.closing === 'handback' ? { kind: 'handback', note: text } : { kind: 'resolve', resolution: text }
    ask(this, { type: 'send', session: this.session, command })
    this.dispatchEvent(new ClosingDone(true))
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { closing } = this.speech.words
    const back = this.closing === 'handback'
    return html`<section aria-labelledby="title" @keydown=${this.#handleKeyDown}>
      <h3 id="title">${back ? closing.handbackTitle : closing.resolveTitle}</h3>
      <label>
        ${back ? closing.handbackLabel : closing.resolveLabel}
        <textarea
          rows="2"
          maxlength=${LIMITS.noteChars}
          placeholder=${back ? closing.handbackHint : closing.resolveHint}
          aria-required=${!back}
          aria-invalid=${this.wanting}
          aria-describedby="wanting"
          @input=${() => (this.wanting = false)}
        ></textarea>
      </label>
      <p id="wanting" role="alert">${this.wanting ? closing.resolveEmpty : nothing}</p>
      <div class="answers">
        <button class="button" @click=${() => this.dispatchEvent(new ClosingDone(false))}>
          ${closing.cancel} <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button class="button primary confirm" @click=${this.#confirm}>
          ${back ? icons.handback : icons.resolve}${back ? closing.handbackConfirm : closing.resolveConfirm}
          <kbd aria-hidden="true">Ctrl ⏎</kbd>
        </button>
      </div>
    </section>`
  }
}
