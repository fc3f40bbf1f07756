import type { DtmfKey, SessionSnapshot } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { holderKind } from '../header/holder.ts'
import { downIcon, personIcon } from '../icons.ts'
import { batonBar, part } from '../palette/tokens.styles.ts'
import { ask } from '../request.ts'
import type { Words } from '../words/words.ts'
import { callStyles } from './call.styles.ts'
import { callIcon } from './call-icons.ts'
import type { Calls, Shown } from './calls.ts'
import { captionsView } from './captions.ts'
import { consentView } from './consent.ts'
import {
  captionsIcon,
  endIcon,
  holdIcon,
  keypadIcon,
  microphoneIcon,
  mutedIcon,
  qualityIcon,
  soundIcon,
} from './control-icons.ts'
import { duration } from './duration.ts'
import { isKey, keypadView } from './keypad.ts'
import { LevelLoop } from './level-loop.ts'
import type { CallState, LiveCall } from './model.ts'
import { beforePage, overPage } from './pages.ts'
import { partyKind, partyLine, secondLine } from './party-line.ts'
import { soundView } from './sound.ts'
import { type CallWords, loadCallWords } from './words/call-words.ts'

/** A call as the customer sees it: over the whole panel, or as a bar while the conversation goes on in writing. */
export class BatonCall extends LitElement {
  static override styles = [part, batonBar, callStyles]

  @query('h2') private heading!: HTMLElement | null
  @query('.ring') readonly ring!: HTMLElement | null
  @query('.captions') private captionList!: HTMLElement | null

  /** What stands below the ring in place of the captions. */
  @state() private unfolded: 'keypad' | 'sound' | null = null
  @state() private hasCaptions = true
  @state() private pressed = ''
  @state() private own: CallWords | null = null

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) calls!: Calls
  @property({ attribute: false }) state!: CallState
  @property({ attribute: false }) snapshot!: SessionSnapshot
  @property({ reflect: true, attribute: 'data-shown' }) shown: Shown = 'nothing'

  #clock: ReturnType<typeof setInterval> | undefined
  #covered: HTMLElement[] = []

  constructor() {
    super()
    new LevelLoop(this)
    this.addEventListener('keydown', this.handleKeyDown)
  }

  get live(): LiveCall | null {
    return this.calls.live
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#clock = setInterval(() => this.requestUpdate(), 1_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#clock)
    this.cover(false)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('words') || !this.own) void this.speak()
    if (this.shown !== 'full') this.unfolded = null
    if (this.state.id === null) this.pressed = ''
  }

  override updated(changed: PropertyValues): void {
    this.cover(this.covers)
    if (this.captionList && changed.has('state')) this.captionList.scrollTop = this.captionList.scrollHeight
    const isOther = changed.has('shown') || changed.has('own')
    // Another page of it: whoever reads along is taken there.
    if (isOther) this.heading?.focus()
  }

  private async speak(): Promise<void> {
    const { locale } = this.words
    const own = await loadCallWords(locale).catch(() => null)
    if (own && locale === this.words.locale) this.own = own
  }

  private get covers(): boolean {
    return this.shown === 'before' || this.shown === 'full' || this.shown === 'over'
  }

  /** What is covered can be reached by nobody. Live regions go on speaking. */
  private cover(on: boolean): void {
    for (const covered of this.#covered) covered.inert = false
    const others = on ? [...(this.parentElement?.children ?? [])] : []
    this.#covered = others.filter(
      (each) => each instanceof HTMLElement && each !== this && !each.hasAttribute('role'),
    ) as HTMLElement[]
    for (const covered of this.#covered) covered.inert = true
  }

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.covers) {
      event.preventDefault()
      if (this.unfolded) this.unfolded = null
      else if (this.shown === 'full') this.calls.show('bar')
      else this.calls.leave()
    }
    const isAlone = !event.ctrlKey && !event.metaKey && !event.altKey
    if (this.unfolded === 'keypad' && isAlone && isKey(event.key)) this.press(event.key)
  }

  private readonly press = (key: DtmfKey): void => {
    this.live?.press(key)
    this.pressed += key
  }

  private unfold(what: 'keypad' | 'sound'): void {
    this.unfolded = this.unfolded === what ? null : what
  }

  private readonly toggleCaptions = (): void => {
    this.hasCaptions = this.unfolded !== null || !this.hasCaptions
    this.unfolded = null
  }

  private readonly handleTalk = (): void => {
    ask(this, { kind: 'command', command: { kind: 'handoff.request' } })
    // The button goes, and the focus in it would go too.
    this.heading?.focus()
  }

  private get since(): string {
    const { startedAt } = this.state
    return startedAt === null ? '' : duration(Date.now() - startedAt)
  }

  override render(): TemplateResult | typeof nothing {
    const { own, calls, shown } = this
    if (!own) return nothing
    switch (shown) {
      case 'nothing':
        return this.elsewhereView(own)
      case 'before':
        return beforePage(own, calls)
      case 'bar':
        return this.barView(own)
      case 'over':
        return overPage(own, calls)
      case 'full':
        return this.fullView(own)
    }
  }

  private elsewhereView(own: CallWords): TemplateResult {
    return html`<div class="bar">
      ${callIcon}
      <p role="status">${own.elsewhere}</p>
      <button class="quiet" type="button" @click=${() => this.calls.begin('join')}>${own.takeHere}</button>
    </div>`
  }

  private barView(own: CallWords): TemplateResult {
    const { calls, state, words } = this
    const { isMuted } = state
    return html`<section class="bar" aria-label=${own.title}>
      ${qualityIcon(state.quality)}
      <p><span role="status">${partyLine(state, own, words)}</span> <span class="since">${this.since}</span></p>
      <button class="icon" type="button" aria-label=${own.mute} aria-pressed=${isMuted} @click=${() => this.live?.mute(!isMuted)}>
        ${isMuted ? mutedIcon : microphoneIcon}
      </button>
      <button class="icon" type="button" aria-label=${own.expand} @click=${() => calls.show('full')}>${callIcon}</button>
      <button class="icon end" type="button" aria-label=${own.end} @click=${calls.hangUp}>${endIcon}</button>
    </section>`
  }

  private fullView(own: CallWords): TemplateResult {
    const { state, snapshot, words } = this
    const { phase, quality, microphone, isHeld } = state
    return html`<section class="full" aria-label=${own.title}>
      <div class="top">
        ${
          phase === 'bot' && holderKind(snapshot) === 'bot'
            ? html`<button class="outline talk" type="button" @click=${this.handleTalk}>${personIcon}${words.talkToPerson}</button>`
            : nothing
        }
        <button class="quiet" type="button" @click=${() => this.calls.show('bar')}>${own.minimise}${downIcon}</button>
      </div>
      <div class="who">
        <span class="ring" ?data-still=${isHeld} aria-hidden="true">${callIcon}</span>
        <h2 tabindex="-1">
          <span class="baton" data-holder=${partyKind(state)}></span><span role="status">${partyLine(state, own, words)}</span>
        </h2>
        <p class="second" role="status">${secondLine(state, snapshot, own, words)}</p>
        <p class="since" role="timer" aria-label=${own.duration}>${this.since}</p>
        <p class="quality" data-quality=${quality} role="status" ?hidden=${phase === 'connecting'}>
          ${qualityIcon(quality)}${own.quality[quality]}
        </p>
      </div>
      ${
        microphone === 'lost'
          ? html`<p class="lost" role="alert"><strong>${own.microphoneTitle.lost}</strong> ${own.check.lost}</p>`
          : nothing
      }
      ${consentView(state, own, this.live)} ${this.foldView(own)} ${this.controlsView(own)}
    </section>`
  }

  private foldView(own: CallWords): TemplateResult {
    if (this.unfolded === 'keypad') return keypadView(this.pressed, own, this.press)
    if (this.unfolded === 'sound') return soundView(this.state, own, this.live)
    return this.hasCaptions ? captionsView(this.state, own, this.words) : html`<div class="fold"></div>`
  }

  private controlsView(own: CallWords): TemplateResult {
    const { isMuted, isHeld } = this.state
    const { unfolded, hasCaptions } = this
    const control = (label: string, icon: TemplateResult, pressed: boolean, act: () => void): TemplateResult =>
      html`<button class="control" type="button" aria-pressed=${pressed} @click=${act}><span class="icon">${icon}</span>${label}</button>`
    return html`<div class="controls" role="group" aria-label=${own.title}>
      ${control(own.mute, isMuted ? mutedIcon : microphoneIcon, isMuted, () => this.live?.mute(!isMuted))}
      ${control(own.hold, holdIcon, isHeld, () => this.live?.hold(!isHeld))}
      ${control(own.keypad, keypadIcon, unfolded === 'keypad', () => this.unfold('keypad'))}
      ${control(own.sound, soundIcon, unfolded === 'sound', () => this.unfold('sound'))}
      ${control(own.captions, captionsIcon, hasCaptions && unfolded === null, this.toggleCaptions)}
      <button class="control end" type="button" @click=${this.calls.hangUp}><span class="icon">${endIcon}</span>${own.end}</button>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-call': BatonCall
  }
}
