import { isPicture, type SentFile } from '@baton/client'
import { hasThumb, kindWords, openFile, sizeWords, thumbOf } from '@baton/client/files'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { filesStyles } from './files.styles.ts'
import { filesOf } from './line-files.ts'

/** Files of a message: pictures to look at, everything else as a card to download. */
@customElement('desk-files')
export class DeskFiles extends LitElement {
  static override styles = [controls, filesStyles]

  /** Addresses of small pictures, by file, as they come. */
  @state() private thumbs: Readonly<Record<string, string | null>> = {}
  @state() private failed = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property({ attribute: false }) files: readonly SentFile[] = []

  // A log may hold hundreds of pictures, and few are in view.
  readonly #seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.#look()
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.#seen.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#seen.disconnect()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('files')) return
    this.#seen.unobserve(this)
    this.#seen.observe(this)
  }

  #look(): void {
    const line = filesOf(this, this.session)
    if (!line) return
    for (const file of this.files) {
      if (!hasThumb(file) || this.thumbs[file.id]) continue
      void thumbOf(file, line).then((url) => {
        this.thumbs = { ...this.thumbs, [file.id]: url }
      })
    }
  }

  async #open(file: SentFile): Promise<void> {
    this.failed = false
    try {
      const line = filesOf(this, this.session)
      if (!line) throw new Error('no session')
      await openFile(file, line)
    } catch {
      this.failed = true // no line, or it is gone: said below
    }
  }

  #renderFile(file: SentFile, speech: Speech): TemplateResult {
    const { files: words } = speech.words
    const { id, name, type, bytes, width, height } = file
    const url = this.thumbs[id]
    if (url) {
      return html`<button class="picture" aria-label=${words.open(name)} @click=${() => this.#open(file)}>
        <img src=${url} alt=${name} width=${width ?? nothing} height=${height ?? nothing} />
      </button>`
    }
    const label = isPicture(type) ? words.open(name) : words.save(name)
    return html`<button class="card" title=${label} @click=${() => this.#open(file)}>
      <span class="kind" aria-hidden="true">${kindWords(name).slice(0, 4)}</span>
      <span class="about">${name}<small>${kindWords(name)} · ${sizeWords(bytes, speech.locale)}</small></span>
    </button>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    return html`<ul>${this.files.map((file) => html`<li>${this.#renderFile(file, speech)}</li>`)}</ul>
      ${this.failed ? html`<p class="wrong" role="alert">${speech.words.files.notOpened}</p>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-files': DeskFiles
  }
}
