import { LIMITS } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { BatonAttach } from '../files/attach.ts'
import { sendIcon } from '../icons.ts'
import { part } from '../palette/tokens.styles.ts'
import { ask, say } from '../request.ts'
import type { Words } from '../words/words.ts'
import { composerStyles } from './composer.styles.ts'

/** Where the counter appears. */
const COUNT_FROM = 3_600
const MAX_HEIGHT_PX = 144
/** Some keyboards report the Enter that ends a composition with this code instead of `isComposing`. */
const IME_KEY_CODE = 229

export class BatonComposer extends LitElement {
  static override styles = [part, composerStyles]
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  @query('textarea') private field!: HTMLTextAreaElement
  /** Without its features until it is loaded. */
  @query('baton-attach') private attach!: Partial<BatonAttach> | null

  @state() private draft = ''

  @property({ attribute: false }) words!: Words
  @property() placeholder = ''

  override updated(changed: PropertyValues): void {
    if (changed.has('draft')) this.grow()
  }

  private readonly handleInput = (): void => {
    this.draft = this.field.value
    ask(this, { kind: 'typing', on: this.draft.trim() !== '' })
  }

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === IME_KEY_CODE) return
    event.preventDefault()
    this.submit()
  }

  private readonly handleSubmit = (event: Event): void => {
    event.preventDefault()
    this.submit()
    this.field.focus()
  }

  /** There is something to send, and nothing of it is still on its way. */
  private get ready(): boolean {
    const { isBusy, files } = this.attach ?? {}
    return !isBusy && (this.draft.trim() !== '' || !!files?.length)
  }

  private submit(): void {
    const text = this.draft.trim()
    if (!this.ready || text.length > LIMITS.textChars) return
    const { files } = this.attach ?? {}
    ask(this, { kind: 'typing', on: false })
    if (!say(this, text, files)) return
    this.draft = ''
    this.field.value = ''
    this.attach?.clear?.()
  }

  private grow(): void {
    this.field.style.height = 'auto'
    const borders = this.field.offsetHeight - this.field.clientHeight
    this.field.style.height = `${Math.min(this.field.scrollHeight + borders, MAX_HEIGHT_PX)}px`
  }

  override render(): TemplateResult {
    const { words, draft } = this
    const left = LIMITS.textChars - draft.trim().length
    return html`
      <form @submit=${this.handleSubmit}>
        <baton-attach .words=${words}></baton-attach>
        <textarea
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${words.composer}
          aria-describedby=${draft.length > COUNT_FROM ? 'count' : nothing}
          aria-invalid=${left < 0}
          placeholder=${this.placeholder}
          .value=${draft}
          @input=${this.handleInput}
          @keydown=${this.handleKeyDown}
          @blur=${() => ask(this, { kind: 'typing', on: false })}
        ></textarea>
        <button class="solid" type="submit" aria-label=${words.send} ?disabled=${!this.ready || left < 0}>${sendIcon}</button>
      </form>
      ${
        draft.length > COUNT_FROM
          ? html`<p id="count" class=${left < 0 ? 'over' : ''}>${left < 0 ? words.charsOver(-left) : words.charsLeft(left)}</p>`
          : nothing
      }
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-composer': BatonComposer
  }
}
