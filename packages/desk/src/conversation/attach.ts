import { type Attachment, type Attachments, createAttachments, FILE_TYPES, sizeWords } from '@baton/client/files'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { attachStyles } from './attach.styles.ts'
import { filesOf } from './line-files.ts'

/** What file dialogs offer first; the gateway looks at the bytes. */
const ACCEPT = FILE_TYPES.join(',')

/**
 * Files beside the reply being written, brought at once. Each session keeps its own.
 *
 * @event desk-attached Something of it has changed.
 */
@customElement('desk-attach')
export class DeskAttach extends LitElement {
  static override styles = [controls, attachStyles]

  readonly #bySession = new Map<string, Attachments>()

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''

  get #attachments(): Attachments {
    const { session } = this
    const known =
      this.#bySession.get(session) ?? createAttachments(() => filesOf(this, session), () => this.#changed()) // biome-ignore format: one thought
    this.#bySession.set(session, known)
    return known
  }

  get files(): readonly string[] {
    return this.#attachments.files
  }

  get isBusy(): boolean {
    return this.#attachments.isBusy
  }

  clear(): void {
    this.#attachments.clear()
  }

  add(files: Iterable<File>): void {
    this.#attachments.add(files)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.dispatchEvent(new Event('desk-attached'))
  }

  #changed(): void {
    this.requestUpdate()
    this.dispatchEvent(new Event('desk-attached'))
  }

  #handleChoice(event: Event): void {
    if (!(event.currentTarget instanceof HTMLInputElement)) return
    this.add(event.currentTarget.files ?? [])
    // The same file may be chosen once more.
    event.currentTarget.value = ''
  }

  #remove(key: number): void {
    this.#attachments.remove(key)
    this.renderRoot.querySelector<HTMLElement>('.clip')?.focus()
  }

  #renderState({ problem, file, progress, bytes, name, key }: Attachment, speech: Speech): TemplateResult {
    const { words } = speech
    if (problem) {
      return html`<span class="wrong">${problemWords(problem, words)}</span>
        ${problem.retryable ? html`<button class="link" @click=${() => this.#attachments.retry(key)}>${words.log.retry}</button>` : nothing}`
    }
    return file
      ? html`<span class="muted">${sizeWords(bytes, speech.locale)}</span>`
      : html`<progress max="1" .value=${progress} aria-label=${words.files.onItsWay(name)}></progress>`
  }

  #summary(list: readonly Attachment[], { words }: Speech): string {
    const wrong = list.find(({ problem }) => problem)
    if (wrong?.problem) return `${wrong.name}: ${problemWords(wrong.problem, words)}`
    const busy = list.find(({ file }) => !file)
    const last = list.at(-1)
    return busy ? words.files.onItsWay(busy.name) : last ? words.files.ready(last.name) : ''
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    const { files: words } = speech.words
    const { list } = this.#attachments
    return html`
      ${
        list.length > 0
          ? html`<ul aria-label=${words.attached}>
              ${list.map(
                (each) => html`<li>
                  ${each.preview ? html`<img src=${each.preview} alt="" />` : nothing}
                  <div class="about"><span title=${each.name}>${each.name}</span>${this.#renderState(each, speech)}</div>
                  <button class="button quiet icon" aria-label=${words.remove(each.name)} @click=${() => this.#remove(each.key)}>${icons.close}</button>
                </li>`,
              )}
            </ul>`
          : nothing
      }
      <button
        class="button quiet icon clip"
        aria-label=${words.attach}
        title=${words.attach}
        @click=${() => this.renderRoot.querySelector<HTMLElement>('input')?.click()}
      >
        ${icons.clip}
      </button>
      <input type="file" multiple hidden tabindex="-1" accept=${ACCEPT} aria-label=${words.attach} @change=${this.#handleChoice} />
      <span class="spoken" role="status">${this.#summary(list, speech)}</span>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-attach': DeskAttach
  }
}
