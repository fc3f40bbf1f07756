import { isPicture, type PendingSend, type SentFile } from '@baton/client'
import { hasThumb, kindWords, openFile, sizeWords, thumbOf } from '@baton/client/files'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { part } from '../palette/tokens.styles.ts'
import type { Words } from '../words/words.ts'
import { filesStyles } from './files.styles.ts'
import { filesOf } from './line-files.ts'

/** Files of a message: pictures to look at, everything else as a card to download. */
export class BatonFiles extends LitElement {
  static override styles = [part, filesStyles]

  /** Addresses of small pictures, by file, as they come. */
  @state() private thumbs: Readonly<Record<string, string | null>> = {}
  @state() private failed = false

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) files: readonly SentFile[] = []
  /** The message, while it is not stored yet. */
  @property({ attribute: false }) pending: PendingSend | null = null

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

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('files')) return
    this.#seen.unobserve(this)
    this.#seen.observe(this)
  }

  #look(): void {
    const line = filesOf(this)
    if (!line) return
    for (const file of this.files) {
      if (!hasThumb(file) || this.thumbs[file.id]) continue
      void thumbOf(file, line).then((url) => {
        this.thumbs = { ...this.thumbs, [file.id]: url }
      })
    }
  }

  /** A page whose policy shows no pictures of ours shows their names. */
  #unshown(id: string): void {
    this.thumbs = { ...this.thumbs, [id]: null }
  }

  async #open(file: SentFile): Promise<void> {
    this.failed = false
    try {
      const line = filesOf(this)
      if (!line) throw new Error('no session')
      await openFile(file, line)
    } catch {
      this.failed = true // no line, or it is gone: said below
    }
  }

  #fileView(file: SentFile): TemplateResult {
    const { words } = this
    const { id, name, type, bytes, width, height } = file
    const url = this.thumbs[id]
    const open = (): Promise<void> => this.#open(file)
    if (url) {
      return html`<button class="picture" type="button" aria-label=${words.openFile(name)} @click=${open}>
        <img src=${url} alt=${name} width=${width ?? nothing} height=${height ?? nothing} @error=${() => this.#unshown(id)} />
      </button>`
    }
    const what = `${kindWords(name)} · ${sizeWords(bytes, words.locale)}`
    const label = isPicture(type) ? words.openFile(name) : words.saveFile(name)
    return html`<button class="card" type="button" title=${label} @click=${open}>
      <span class="kind" aria-hidden="true">${kindWords(name).slice(0, 4)}</span>
      <span class="about">${name}<small>${what}</small></span>
    </button>`
  }

  override render(): TemplateResult {
    const { words, files } = this
    const command = this.pending?.command
    const pending = command?.kind === 'message' ? (command.files?.length ?? 0) : 0
    return html`
      ${pending > 0 ? html`<p>${words.files(pending)}</p>` : nothing}
      ${files.length > 0 ? html`<ul>${files.map((file) => html`<li>${this.#fileView(file)}</li>`)}</ul>` : nothing}
      ${this.failed ? html`<p class="wrong" role="alert">${words.fileNotOpened}</p>` : nothing}
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-files': BatonFiles
  }
}
