import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { ask } from '../store/request.ts'
import type { Reveal } from '../store/reveals.ts'
import { controls } from '../theme/controls.styles.ts'
import { originalStyles } from './original.styles.ts'
import { reasonFormStyles } from './reason-form.styles.ts'
import { reasonForm } from './reason-form.ts'

/**
 * A masked place whose original is kept: whoever may see it gives a reason, sees it for a while, and it is hidden again.
 * To anybody else it says who may.
 */
@customElement('desk-original')
export class DeskOriginal extends LitElement {
  static override styles = [controls, reasonFormStyles, originalStyles]

  @state() private asking = false

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) reveal: Reveal | null = null
  @property() session = ''
  @property({ type: Number }) seq = 0
  @property({ type: Number }) original = 0
  /** What kind of thing is masked, e.g. `card`. */
  @property() mark = ''
  /** What stands in its place. */
  @property() placeholder = ''
  /** Whether this agent may look. */
  @property({ type: Boolean }) sees = false

  #handleClick(): void {
    const { session, seq, original } = this
    if (this.reveal?.state === 'shown') ask(this, { type: 'hide', session, seq, original })
    else this.#setAsking(!this.asking)
  }

  async #setAsking(asking: boolean): Promise<void> {
    this.asking = asking
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(asking ? 'input' : 'button')?.focus()
  }

  #give(reason: string): void {
    const { session, seq, original } = this
    ask(this, { type: 'reveal', session, seq, original, reason })
    void this.#setAsking(false)
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, reveal, placeholder } = this
    if (!speech) return nothing
    const { words } = speech
    const { originals } = words
    const kind = term(words.marks, this.mark)
    if (!this.sees) {
      return html`<span class="mask" title=${originals.forbidden(kind)}
        >${placeholder}<span class="spoken"> ${originals.forbidden(kind)}</span></span
      >`
    }
    const isShown = reveal?.state === 'shown'
    const label = isShown ? originals.hide(kind) : originals.show(kind)
    return html`<button
        class="mask"
        aria-expanded=${this.asking}
        aria-label="${placeholder} ${label}"
        title=${label}
        ?disabled=${reveal?.state === 'asked'}
        @click=${this.#handleClick}
      >${placeholder}</button
      ><span role="status"
        >${
          isShown
            ? html`<strong class="shown">${reveal.text}</strong> <span class="hint">${originals.hidesAgain}</span>`
            : reveal?.state === 'asked'
              ? html`<span class="hint">${originals.opening}</span>`
              : nothing
        }</span
      ><span role="alert"
        >${reveal?.state === 'refused' ? html`<span class="refused">${problemWords(reveal.problem, words)}</span>` : nothing}</span
      >${
        this.asking
          ? reasonForm({
              words: { ...originals, hint: originals.reasonHint },
              give: (reason) => this.#give(reason),
              cancel: () => this.#setAsking(false),
            })
          : nothing
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-original': DeskOriginal
  }
}
