import { type Brought, isPicture, type SentFile } from '@baton/client'
import { hasThumb, isSound, kindWords, openFile, sizeWords, soundOf, thumbOf } from '@baton/client/files'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { filesStyles } from './files.styles.ts'
import { filesOf } from './line-files.ts'

/**
 * Files of a message: pictures to look at, recordings to listen to, everything else as a card to download. What a channel
 * brings has its place before it is here.
 */
@customElement('desk-files')
export class DeskFiles extends LitElement {
  static override styles = [controls, filesStyles]

  /** Addresses of small pictures and of recordings, by file, as they come. */
  @state() private thumbs: Readonly<Record<string, string | null>> = {}
  @state() private failed = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property({ attribute: false }) files: readonly SentFile[] = []
  @property({ attribute: false }) brought: readonly Brought[] = []

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
    // Recordings are large, and nobody else has their addresses.
    for (const { id } of this.#here.filter(isSound)) {
      const { [id]: url, ...others } = this.thumbs
      if (url) URL.revokeObjectURL(url)
      this.thumbs = others
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('files') && !changed.has('brought')) return
    this.#seen.unobserve(this)
    this.#seen.observe(this)
  }

  get #here(): readonly SentFile[] {
    return [...this.files, ...this.brought.flatMap((one) => (one.as === 'here' ? [one.file] : []))]
  }

  #look(): void {
    const line = filesOf(this, this.session)
    if (!line) return
    for (const file of this.#here) {
      const address = hasThumb(file) ? thumbOf : isSound(file) ? soundOf : null
      if (!address || this.thumbs[file.id]) continue
      void address(file, line).then((url) => this.#shown(file.id, url))
    }
  }

  /** Null: it cannot be shown or played, so the card stands in. */
  #shown(id: string, url: string | null): void {
    this.thumbs = { ...this.thumbs, [id]: url }
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
    if (url && isSound(file)) {
      return html`<audio controls preload="metadata" src=${url} aria-label=${speech.words.brought.voice(name)} @error=${() => this.#shown(id, null)}></audio>`
    }
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

  #renderBrought(one: Brought, speech: Speech): TemplateResult {
    const { brought } = speech.words
    if (one.as === 'here') return this.#renderFile(one.file, speech)
    return one.as === 'coming'
      ? html`<p class="place" data-as="coming">${brought.coming[one.kind]}</p>`
      : html`<p class="place" data-as="missed">${icons.warning}<span>${brought.missed[one.kind](brought.why[one.reason])}</span></p>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    return html`<ul>
        ${this.files.map((file) => html`<li>${this.#renderFile(file, speech)}</li>`)}
        ${this.brought.map((one) => html`<li>${this.#renderBrought(one, speech)}</li>`)}
      </ul>
      ${this.failed ? html`<p class="wrong" role="alert">${speech.words.files.notOpened}</p>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-files': DeskFiles
  }
}
