import { type Attachment, createAttachments, FILE_TYPES, kindWords, sizeWords } from '@baton/client/files'
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { property, query } from 'lit/decorators.js'
import { closeIcon } from '../icons.ts'
import { part } from '../palette/tokens.styles.ts'
import { sentenceOf } from '../words/sentence.ts'
import type { Words } from '../words/words.ts'
import { attachStyles } from './attach.styles.ts'
import { filesOf } from './line-files.ts'

/** What phones and file dialogs offer first; the gateway looks at the bytes. */
const ACCEPT = FILE_TYPES.join(',')

const clipIcon = svg`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="m16 9.5-5.8 5.8a3.9 3.9 0 0 1-5.5-5.5l6.2-6.2a2.6 2.6 0 0 1 3.7 3.7l-6.2 6.2a1.3 1.3 0 0 1-1.8-1.8l5.4-5.5"/></svg>`

/**
 * Files beside the message being written: chosen, pasted or dropped, brought at once. The composer around it asks what
 * there is when it renders.
 */
export class BatonAttach extends LitElement {
  static override styles = [part, attachStyles]

  readonly #attachments = createAttachments(() => filesOf(this), () => this.#changed()) // biome-ignore format: one thought
  #composer: Element | null = null
  #panel: Element | null = null

  @query('input') private input!: HTMLInputElement
  @query('.clip') private clip!: HTMLButtonElement

  @property({ attribute: false }) words!: Words

  /** Ids of what may go with the message. */
  get files(): readonly string[] {
    return this.#attachments.files
  }

  get isBusy(): boolean {
    return this.#attachments.isBusy
  }

  /** They went. */
  clear(): void {
    this.#attachments.clear()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const root = this.getRootNode()
    this.#composer = root instanceof ShadowRoot ? root.host : null
    this.#panel = this.#composer?.closest('dialog') ?? this.#composer
    this.#composer?.addEventListener('paste', this.#handlePaste)
    this.#panel?.addEventListener('dragover', this.#handleDragOver)
    this.#panel?.addEventListener('drop', this.#handleDrop)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#composer?.removeEventListener('paste', this.#handlePaste)
    this.#panel?.removeEventListener('dragover', this.#handleDragOver)
    this.#panel?.removeEventListener('drop', this.#handleDrop)
  }

  readonly #handlePaste = (event: Event): void => {
    const { files } = (event as ClipboardEvent).clipboardData ?? {}
    // Text that comes with a picture of it is meant as text.
    if (!files?.length || (event as ClipboardEvent).clipboardData?.types.includes('text/plain')) return
    event.preventDefault()
    this.#attachments.add(files)
  }

  readonly #handleDragOver = (event: Event): void => {
    if ((event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault()
  }

  readonly #handleDrop = (event: Event): void => {
    const { files } = (event as DragEvent).dataTransfer ?? {}
    if (!files?.length) return
    event.preventDefault()
    this.#attachments.add(files)
  }

  readonly #handleChoice = (): void => {
    this.#attachments.add(this.input.files ?? [])
    // The same file may be chosen once more.
    this.input.value = ''
  }

  #remove(key: number): void {
    this.#attachments.remove(key)
    this.clip.focus()
  }

  #changed(): void {
    this.requestUpdate()
    if (this.#composer instanceof LitElement) this.#composer.requestUpdate()
  }

  #stateOf({ problem, file, progress, bytes, name, key }: Attachment): TemplateResult {
    const { words } = this
    if (problem) {
      return html`<span class="state wrong">${sentenceOf(problem, words.fileProblems, words.fileFailed)}</span>
        ${problem.retryable ? html`<button class="quiet" type="button" @click=${() => this.#attachments.retry(key)}>${words.retry}</button>` : nothing}`
    }
    return file
      ? html`<span class="state">${sizeWords(bytes, words.locale)}</span>`
      : html`<progress max="1" .value=${progress} aria-label=${words.fileOnItsWay(name)}></progress>`
  }

  /** One line for all of them: what a screen reader is told as it changes. */
  #summary(list: readonly Attachment[]): string {
    const { words } = this
    const last = list.at(-1)
    if (!last) return ''
    const wrong = list.find(({ problem }) => problem)
    if (wrong) return `${wrong.name}: ${sentenceOf(wrong.problem, words.fileProblems, words.fileFailed)}`
    const busy = list.find(({ file }) => !file)
    return busy ? words.fileOnItsWay(busy.name) : words.fileReady(last.name)
  }

  override render(): TemplateResult {
    const { words } = this
    const { list } = this.#attachments
    return html`
      ${
        list.length > 0
          ? html`<ul aria-label=${words.attached}>
              ${list.map(
                (each) => html`<li>
                  ${each.preview ? html`<img src=${each.preview} alt="" />` : html`<span class="kind" aria-hidden="true">${kindWords(each.name).slice(0, 4)}</span>`}
                  <div class="about"><span title=${each.name}>${each.name}</span>${this.#stateOf(each)}</div>
                  <button class="remove" type="button" aria-label=${words.removeFile(each.name)} @click=${() => this.#remove(each.key)}>${closeIcon}</button>
                </li>`,
              )}
            </ul>`
          : nothing
      }
      <button class="clip" type="button" aria-label=${words.attach} title=${words.attach} @click=${() => this.input.click()}>${clipIcon}</button>
      <input type="file" multiple hidden tabindex="-1" accept=${ACCEPT} aria-label=${words.attach} @change=${this.#handleChoice} />
      <span class="unseen" role="status">${this.#summary(list)}</span>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-attach': BatonAttach
  }
}
