import { type Brought, broughtBy, isPicture, type PendingSend, type Place, type SentFile } from '@baton/client'
import { hasThumb, isSound, kindWords, openFile, sizeWords, soundOf, thumbOf } from '@baton/client/files'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { part } from '../palette/tokens.styles.ts'
import type { Bubble } from '../timeline/timeline.ts'
import type { Words } from '../words/words.ts'
import { filesStyles } from './files.styles.ts'
import { filesOf } from './line-files.ts'

/** About ten metres, as a map wants it. */
const DIGITS = 5

/**
 * Files of a message: pictures to look at, recordings to listen to, everything else as a card to download. What came by
 * another channel has its place before it is here; a place on earth is a link to a map.
 */
export class BatonFiles extends LitElement {
  static override styles = [part, filesStyles]

  /** Addresses of small pictures and of recordings, by file, as they come. */
  @state() private thumbs: Readonly<Record<string, string | null>> = {}
  @state() private failed = false

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) files: readonly SentFile[] = []
  @property({ attribute: false }) brings: Bubble['brings']
  @property({ attribute: false }) place: Place | undefined
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
    // Recordings are large, and nobody else has their addresses.
    for (const { id } of this.here.filter(isSound)) {
      const url = this.thumbs[id]
      if (url) URL.revokeObjectURL(url)
      this.thumbs = { ...this.thumbs, [id]: null }
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('files') && !changed.has('brings')) return
    this.#seen.unobserve(this)
    this.#seen.observe(this)
  }

  private get brought(): readonly Brought[] {
    return (this.brings && broughtBy(this.brings.log).get(this.brings.seq)) ?? []
  }

  private get here(): readonly SentFile[] {
    return [...this.files, ...this.brought.flatMap((one) => (one.as === 'here' ? [one.file] : []))]
  }

  #look(): void {
    const line = filesOf(this)
    if (!line) return
    for (const file of this.here) {
      const address = hasThumb(file) ? thumbOf : isSound(file) ? soundOf : null
      if (!address || this.thumbs[file.id]) continue
      void address(file, line).then((url) => {
        this.thumbs = { ...this.thumbs, [file.id]: url }
      })
    }
  }

  /** A page whose policy shows or plays nothing of ours shows the names. */
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
    if (url && isSound(file))
      return html`<audio controls preload="metadata" src=${url} aria-label=${name} @error=${() => this.#unshown(id)}></audio>`
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

  #broughtView(one: Brought): TemplateResult {
    if (one.as === 'here') return this.#fileView(one.file)
    return html`<p class="coming">${one.as === 'coming' ? this.words.coming[one.kind] : this.words.missed[one.reason]}</p>`
  }

  /** Made of numbers only, so nothing a sender wrote is in the address. */
  #placeView({ latitude, longitude, name }: Place): TemplateResult {
    const [lat, lon] = [latitude.toFixed(DIGITS), longitude.toFixed(DIGITS)]
    const href = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`
    return html`<a class="card" href=${href} target="_blank" rel="noopener noreferrer">
      <span class="kind" aria-hidden="true">⌖</span>
      <span class="about">${name || this.words.place}<small>${this.words.openMap} · ${lat}, ${lon}</small></span>
    </a>`
  }

  override render(): TemplateResult {
    const { words, files, brought, place } = this
    const command = this.pending?.command
    const pending = command?.kind === 'message' ? (command.files?.length ?? 0) : 0
    return html`
      ${pending > 0 ? html`<p>${words.files(pending)}</p>` : nothing}
      ${
        files.length + brought.length > 0
          ? html`<ul>
              ${files.map((file) => html`<li>${this.#fileView(file)}</li>`)}${brought.map((one) => html`<li>${this.#broughtView(one)}</li>`)}
            </ul>`
          : nothing
      }
      ${place ? this.#placeView(place) : nothing}
      ${this.failed ? html`<p class="wrong" role="alert">${words.fileNotOpened}</p>` : nothing}
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-files': BatonFiles
  }
}
