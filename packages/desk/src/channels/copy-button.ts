import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'

const SHOWN_MS = 2_000

/** Puts a text on the clipboard and says so. */
@customElement('desk-copy')
export class DeskCopy extends LitElement {
  static override styles = [controls]

  @state() private copied = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() text = ''
  /** What the button is called where an icon is all there is room for. */
  @property() label = ''

  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options)
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text)
    } catch {
      return // the browser does not let us: the text stands beside the button and can be marked
    }
    this.copied = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.copied = false
    }, SHOWN_MS)
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { channels } = this.speech.words
    const said = this.copied ? channels.copied : channels.copy
    return html`<button
        class="button ${this.label ? 'quiet icon' : ''}"
        aria-label=${this.label || nothing}
        title=${this.label || nothing}
        @click=${this.#copy}
      >${this.copied ? icons.resolve : icons.copy}${this.label ? nothing : said}</button
      ><span class="spoken" role="status">${this.copied ? channels.copied : nothing}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-copy': DeskCopy
  }
}
