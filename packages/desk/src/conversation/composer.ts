import { type DeskWay, LIMITS, type TemplateUse } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { Speech } from '../locale/speech.ts'
import { type DraftMode, draftKey, type Place } from '../store/place.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import './attach.ts'
import { composerStyles } from './composer.styles.ts'
import { type Known, outlookOf, stageOf, type Way, wayOut, waysTo } from './reach.ts'
import './template-form.ts'
import type { TemplateChosen } from './template-form.ts'
import { shutBanner, wayBar, wayNews, wayStyles } from './ways.ts'

const MODES: readonly DraftMode[] = ['reply', 'note']

/** Where an agent writes: to the customer, or a private note to colleagues. Each keeps its own draft per session. */
@customElement('desk-composer')
export class DeskComposer extends LitElement {
  static override styles = [controls, composerStyles, wayStyles]

  @state() private mode: DraftMode = 'reply'
  /** The way the agent chose; null: where the customer spoke last. */
  @state() private choice: string | null = null
  @state() private isChoosingTemplate = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property() customer = ''
  /** Why nothing can be written; null when it can. */
  @property({ attribute: false }) obstacle: string | null = null
  /** The session is not there yet: what is sent goes out once it is. */
  @property({ type: Boolean }) opening = false
  @property({ attribute: false }) drafts: Place['drafts'] = {}
  /** The ways to the customer, and where they spoke last. */
  @property({ attribute: false }) known: Known = {}
  @property({ attribute: false }) accounts: readonly DeskWay[] = []
  /** The customer has the page open. */
  @property({ type: Boolean }) isOnPage = false
  @property({ type: Number }) now = 0

  /** What was told of the way last: a status that changes every second is never heard out. */
  #news = { of: '', said: '' }

  /** Puts the caret where the agent goes on writing. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('textarea')?.focus(options)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A reply must never be written in the mode of another conversation.
    if (changed.has('session')) this.mode = 'reply'
    // Answers go to where the customer is: once they are heard elsewhere, what was chosen before is out of date.
    const before = changed.get('known')
    if (changed.has('session') || (before && before.speaksBy !== this.known.speaksBy)) this.choice = null
    if (changed.has('session') || !this.#way || this.#way.reach.may) this.isChoosingTemplate = false
    this.#tell()
  }

  get #ways(): Way[] {
    return waysTo(this.known, this.accounts, this.now)
  }

  get #way(): Way | null {
    return wayOut(this.#ways, this.known, this.choice)
  }

  #tell(): void {
    const { speech } = this
    const way = this.#way
    if (!speech) return
    const of = [this.session, way?.route, way && stageOf(way, this.now), speech.locale].join()
    if (of !== this.#news.of) this.#news = { of, said: wayNews(way, speech, this.now) }
  }

  /** Where a reply goes when the agent wants it elsewhere than where the customer spoke last. */
  get #to(): { to: { route: string } } | null {
    const way = this.#way
    return way && way.route !== this.known.speaksBy ? { to: { route: way.route } } : null
  }

  async #choose(route: string | null): Promise<void> {
    this.choice = route
    this.isChoosingTemplate = false
    await this.updateComplete
    // The button that was pressed is gone with the banner.
    if (!this.shadowRoot?.activeElement) this.focus()
  }

  async #setChoosingTemplate(isChoosing: boolean): Promise<void> {
    this.isChoosingTemplate = isChoosing
    await this.updateComplete
    if (isChoosing) this.renderRoot.querySelector('desk-template-form')?.focus()
    else this.renderRoot.querySelector<HTMLElement>('.template, textarea')?.focus()
  }

  #sendTemplate(template: TemplateUse | null): void {
    const way = this.#way
    if (template && way) {
      const command = { kind: 'message' as const, text: '', to: { route: way.route, template } }
      ask(this, { type: 'send', session: this.session, command })
    }
    void this.#setChoosingTemplate(false)
  }

  async toggleMode(mode: DraftMode = this.mode === 'reply' ? 'note' : 'reply'): Promise<void> {
    this.mode = mode
    await this.updateComplete
    this.focus()
  }

  get #draft(): string {
    return this.drafts[draftKey(this.mode, this.session)] ?? ''
  }

  get #attach() {
    return this.renderRoot.querySelector('desk-attach')
  }

  /** What goes along with a reply; a note carries words only. */
  get #files(): readonly string[] {
    return (this.mode === 'reply' && this.#attach?.files) || []
  }

  get #isReady(): boolean {
    const isBusy = this.mode === 'reply' && this.#attach?.isBusy
    return !isBusy && (this.#draft.trim() !== '' || this.#files.length > 0)
  }

  #take(event: Event, files: FileList | undefined): void {
    if (!files?.length || this.mode !== 'reply') return
    event.preventDefault()
    this.#attach?.add(files)
  }

  #handlePaste(event: ClipboardEvent): void {
    // Text that comes with a picture of it is meant as text.
    if (!event.clipboardData?.types.includes('text/plain')) this.#take(event, event.clipboardData?.files)
  }

  #keep(text: string): void {
    ask(this, { type: 'draft', session: this.session, mode: this.mode, text })
  }

  #handleInput(event: InputEvent): void {
    if (!(event.currentTarget instanceof HTMLTextAreaElement)) return
    this.#keep(event.currentTarget.value)
    // Only what the customer will read counts as writing to them.
    if (this.mode === 'reply')
      ask(this, { type: 'typing', session: this.session, on: event.currentTarget.value !== '' })
  }

  #handleKeyDown(event: KeyboardEvent): void {
    // Enter that ends an IME composition chooses a word; Safari reports it after the composition, with key code 229.
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || composing) return
    event.preventDefault()
    this.#submit()
  }

  #handleTabKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    this.mode = this.mode === 'reply' ? 'note' : 'reply'
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
    )
  }

  #submit(): void {
    const text = this.#draft.trim()
    if (!this.#isReady || this.obstacle !== null) return
    this.#keep('')
    const files = [...this.#files]
    const reply = { kind: 'message' as const, text, ...(files.length > 0 && { files }), ...this.#to }
    const command = this.mode === 'reply' ? reply : { kind: 'note' as const, text }
    if (this.mode === 'reply') this.#attach?.clear()
    ask(this, { type: 'send', session: this.session, command })
    if (this.mode === 'reply') ask(this, { type: 'typing', session: this.session, on: false })
    this.focus()
  }

  #renderModes(speech: Speech): TemplateResult {
    const { composer } = speech.words
    return html`<div class="modes">
      <div role="tablist" aria-label=${composer.modes} @keydown=${this.#handleTabKeyDown}>
        ${MODES.map(
          (mode) =>
            html`<button
              role="tab"
              id=${mode}
              aria-controls="writing"
              aria-selected=${this.mode === mode}
              tabindex=${this.mode === mode ? 0 : -1}
              @click=${() => this.toggleMode(mode)}
            >
              ${mode === 'note' ? icons.lock : nothing}${composer[mode]}
            </button>`,
        )}
      </div>
      ${this.opening ? html`<span class="toggle" role="status">${composer.opening}</span>` : html`<span class="toggle" aria-hidden="true"><kbd>Ctrl /</kbd></span>`}
    </div>`
  }

  #renderWay(speech: Speech, ways: readonly Way[], way: Way | null): TemplateResult {
    const outlook = outlookOf(way, ways)
    const choose = (route: string | null): void => void this.#choose(route)
    return html`${wayBar({ ways, way, speaksBy: this.known.speaksBy }, speech, this.now, choose)}
      ${
        way && outlook
          ? shutBanner(way, outlook, this.isOnPage, this.isChoosingTemplate, speech, {
              use: choose,
              template: () => void this.#setChoosingTemplate(!this.isChoosingTemplate),
            })
          : nothing
      }
      ${
        outlook && this.isChoosingTemplate
          ? html`<desk-template-form
              .speech=${speech}
              .templates=${outlook.templates}
              @desk-template=${({ use }: TemplateChosen) => this.#sendTemplate(use)}
            ></desk-template-form>`
          : nothing
      }`
  }

  /** What pressing it comes to. */
  #sendLabel({ words }: Speech, way: Way | null): string {
    if (this.mode === 'note') return words.composer.save
    if (!way || way.reach.may) return words.composer.send
    return this.isOnPage ? words.reach.sendPage : words.reach.sendHeld
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { composer } = this.speech.words
    const ways = this.#ways
    const way = wayOut(ways, this.known, this.choice)
    if (this.obstacle !== null) {
      return html`<div class="box" data-blocked>
        <p class="blocked">${icons.lock}<span>${this.obstacle}</span><slot></slot></p>
      </div>`
    }
    const draft = this.#draft
    const note = this.mode === 'note'
    const label = note
      ? `${this.speech.words.sentence(composer.note)}${composer.noteHint}`
      : composer.replyTo(this.customer)
    return html`<div
      class="box"
      data-mode=${this.mode}
      @paste=${this.#handlePaste}
      @dragover=${(event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault()}
      @drop=${(event: DragEvent) => this.#take(event, event.dataTransfer?.files)}
    >
      ${this.#renderModes(this.speech)}
      ${note || ways.length === 0 ? nothing : this.#renderWay(this.speech, ways, way)}
      <span class="spoken" role="status">${note ? nothing : this.#news.said}</span>
      <div id="writing" role="tabpanel" aria-labelledby=${this.mode} ?hidden=${!note && this.isChoosingTemplate}>
        <desk-attach
          ?hidden=${note}
          .speech=${this.speech}
          .session=${this.session}
          @desk-attached=${() => this.requestUpdate()}
        ></desk-attach>
        <textarea
          rows="2"
          aria-label=${label}
          placeholder=${note ? composer.noteHint : composer.replyTo(this.customer)}
          maxlength=${note ? LIMITS.noteChars : LIMITS.textChars}
          .value=${live(draft)}
          @input=${this.#handleInput}
          @keydown=${this.#handleKeyDown}
        ></textarea>
        <button class="button primary send" ?disabled=${!this.#isReady} @click=${this.#submit}>
          ${icons.send}${this.#sendLabel(this.speech, way)}
        </button>
      </div>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-composer': DeskComposer
  }
}
