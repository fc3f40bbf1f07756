import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { reasonFormStyles } from './reason-form.styles.ts'
import { reasonForm } from './reason-form.ts'
import { removalStyles } from './removal.styles.ts'
import { takeOutStyles } from './take-out.styles.ts'

/**
 * Takes what somebody wrote out of the log, after a reason. It stays when the text is gone, so that the news is told where
 * it was asked for.
 */
@customElement('desk-removal')
export class DeskRemoval extends LitElement {
  static override styles = [controls, reasonFormStyles, takeOutStyles, removalStyles]

  @state() private asking = false
  @state() private asked = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property({ type: Number }) seq = 0
  /** Whether the text is gone. */
  @property({ type: Boolean }) gone = false

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('gone') || !this.gone) return
    this.asking = false
    // The button goes with the text: whoever stood on it stays in the log.
    if (this.shadowRoot?.activeElement) this.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
  }

  async #setAsking(asking: boolean): Promise<void> {
    this.asking = asking
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(asking ? 'input' : 'button')?.focus()
  }

  #give(reason: string): void {
    const { session, seq } = this
    this.asked = true
    ask(this, { type: 'send', session, command: { kind: 'redact', seq, reason } })
    void this.#setAsking(false)
  }

  #renderOffer({ words }: Speech): TemplateResult {
    const { removal } = words
    return html`<button
        class="offer"
        aria-expanded=${this.asking}
        aria-label=${removal.offer}
        title=${removal.offer}
        @click=${() => this.#setAsking(!this.asking)}
      >${icons.remove}</button
      >${
        this.asking
          ? reasonForm({
              words: removal,
              give: (reason) => this.#give(reason),
              cancel: () => this.#setAsking(false),
            })
          : nothing
      }`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    return html`<span class="spoken" role="status">${this.gone && this.asked ? speech.words.removal.done : nothing}</span
      >${this.gone ? nothing : this.#renderOffer(speech)}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-removal': DeskRemoval
  }
}
