import { tellRemoved } from '@baton/client'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'

/** What the customer wants, two lines of it, and the rest on demand. */
@customElement('desk-want')
export class DeskWant extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        margin: 2px 0 14px;
      }

      .want {
        font-size: var(--large);
        font-weight: 550;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      .want:not([data-open]) {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }

      .link {
        margin-top: 2px;
        font-size: var(--small);
      }
    `,
  ]

  @state() private open = false
  @state() private long = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() text = ''
  /** The language it is written in. */
  @property() language = ''

  readonly #resizing = new ResizeObserver(() => this.#measure())

  override disconnectedCallback(): void {
    this.#resizing.disconnect()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.open = false
  }

  protected override updated(changed: PropertyValues<this>): void {
    const paragraph = this.renderRoot.querySelector('.want')
    if (!paragraph) return
    // Watching anew reports once, also when another text happens to take the same height.
    if (changed.has('text')) this.#resizing.unobserve(paragraph)
    this.#resizing.observe(paragraph)
  }

  #measure(): void {
    const paragraph = this.renderRoot.querySelector('.want')
    // Unfolded it always fits; what was found when it was folded still holds.
    if (paragraph && !this.open) this.long = paragraph.scrollHeight > paragraph.clientHeight + 1
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { context } = this.speech.words
    return html`<span class="spoken">${context.want}: </span>
      <p class="want" lang=${this.language} ?data-open=${this.open}>${tellRemoved(this.text, this.speech.words.removal.text)}</p>
      ${
        this.long
          ? html`<button class="link" aria-expanded=${this.open} @click=${() => (this.open = !this.open)}>
              ${this.open ? context.less : context.more}
            </button>`
          : nothing
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-want': DeskWant
  }
}
