import type { CallView, SessionSnapshot } from '@baton/client'
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import type { Line } from '../line/line.ts'
import type { Notice } from '../timeline/timeline.ts'
import type { BatonWidget } from '../widget/widget.ts'
import type { Words } from '../words/words.ts'
import { BatonCallEndEvent, BatonCallStartEvent } from './call-events.ts'
import { callIcon } from './call-icons.ts'
import { BatonCallNote } from './call-note.ts'
import { connecting } from './connecting.ts'
import { loadCallView, loadVoice } from './load-view.ts'
import { MicrophoneLeave } from './microphone-leave.ts'
import type { CallState, LiveCall, PlaceCall } from './model.ts'

/**
 * What of a call stands in the panel. `before`: what will be asked, before the browser asks it. `bar`: the conversation goes on
 * in writing, too. `over`: it has ended, and why.
 */
export type Shown = 'nothing' | 'before' | 'full' | 'bar' | 'over'

export type OfferCalls = typeof offerCalls

/** Null where nothing could be said or heard: there is no button that would lead nowhere. */
export const offerCalls = (widget: BatonWidget, line: Line): Calls | null => {
  if (!navigator.mediaDevices?.getUserMedia || !('AudioContext' in window)) return null
  if (!customElements.get('baton-call-note')) customElements.define('baton-call-note', BatonCallNote)
  return new Calls(widget, line)
}

/** Calls of one widget: begins them, keeps the one that goes on, and says what of it stands where. */
export class Calls implements ReactiveController {
  shown: Shown = 'nothing'
  state: CallState = connecting
  live: LiveCall | null = null
  readonly #widget: BatonWidget
  readonly #line: Line
  readonly #leave = new MicrophoneLeave()
  #what: 'start' | 'join' = 'start'
  #direction: CallView['direction'] = 'in'
  #attempt = 0
  #voice: PlaceCall | null = null
  #stopHearing = (): void => {}
  /** It is over here, whatever the session says until it hears of it. */
  #over: string | null = null
  #isStarted = false

  constructor(widget: BatonWidget, line: Line) {
    this.#widget = widget
    this.#line = line
    widget.addController(this)
  }

  hostUpdate(): void {
    if (this.#widget.wantsCall && this.#line.hasCalls) {
      this.#widget.wantsCall = false
      // Asked for by the page, so perhaps by nobody's finger: whoever reads it taps.
      if (this.live) this.shown = 'full'
      else if (this.shown !== 'full') this.begin()
    }
    // Signed out, or another site: there is no session to speak in.
    if (this.shown !== 'nothing' && !this.#line.client) this.leave()
  }

  hostDisconnected(): void {
    // A move in the document disconnects and reconnects within the microtask.
    queueMicrotask(() => {
      if (!this.#widget.isConnected) this.leave()
    })
  }

  get snapshot(): SessionSnapshot {
    return this.#line.snapshot
  }

  /** An agent calls, and nobody has answered. */
  get ringing(): CallView | null {
    const { call } = this.snapshot.view ?? {}
    return call?.status === 'ringing' && call.channel === 'widget' && call.id !== this.#over && !this.isOn ? call : null
  }

  /** The customer is on a call that this page is not on: in another tab, or before the page was loaded. */
  get elsewhere(): CallView | null {
    const { call } = this.snapshot.view ?? {}
    return call?.status === 'live' && call.channel === 'widget' && call.id !== this.#over && !this.isOn ? call : null
  }

  get isOn(): boolean {
    return this.shown === 'full' || this.shown === 'bar'
  }

  /** From a tap: browsers let sound begin, and ask for the microphone, in answer to one only. */
  readonly begin = (what: 'start' | 'join' = 'start'): void => {
    this.#widget.open()
    if (this.isOn) return this.show('full')
    this.#what = what
    this.#direction = what === 'join' ? (this.snapshot.view?.call?.direction ?? 'in') : 'in'
    if (this.#leave.isGiven && this.#placeCall) return this.place()
    this.prepare()
    this.show('before')
  }

  /** Loads what makes calls before the tap that makes one. */
  readonly prepare = (): void => {
    void this.#load()
    void loadCallView()
  }

  async #load(): Promise<PlaceCall | null> {
    this.#voice ??= await loadVoice()
    return this.#placeCall
  }

  get #placeCall(): PlaceCall | null {
    return this.#widget.placeCall ?? this.#voice
  }

  /** Answers, takes part, or begins: from a tap, too. */
  readonly place = (): void => {
    this.state = connecting
    this.#isStarted = false
    this.#over = null
    this.show('full')
    const attempt = ++this.#attempt
    if (this.#placeCall) return this.#take(this.#placeCall)
    void this.#load().then((placeCall) => {
      if (attempt !== this.#attempt) return
      if (placeCall) this.#take(placeCall)
      else this.#fail()
    })
  }

  #take(placeCall: PlaceCall): void {
    const session = this.#line.client
    if (!session) return this.#fail()
    this.live = placeCall({ session, what: this.#what })
    this.#stopHearing = this.live.onChange(() => this.#changed())
    this.#changed()
  }

  #fail(): void {
    this.state = { ...connecting, phase: 'ended', problem: 'network', reason: 'failed' }
    this.show('over')
  }

  #changed(): void {
    if (!this.live) return
    this.state = this.live.state
    const { phase, id, reason, startedAt } = this.state
    if (startedAt !== null && !this.#isStarted) {
      this.#isStarted = true
      this.#widget.dispatchEvent(new BatonCallStartEvent(id, this.#direction))
    }
    if (phase === 'ended') {
      this.#letGo()
      const durationMs = startedAt === null ? 0 : Date.now() - startedAt
      if (this.#isStarted) this.#widget.dispatchEvent(new BatonCallEndEvent(id, reason ?? 'failed', durationMs))
      // Whoever went on in writing reads of it in the conversation.
      if (this.shown === 'full') this.shown = 'over'
      // Nor could they tell why nothing is heard of them.
      else if (this.shown === 'bar') this.shown = this.state.microphone ? 'over' : 'nothing'
    }
    this.#widget.requestUpdate()
  }

  #letGo(): void {
    this.#over = this.state.id
    this.#stopHearing()
    this.#stopHearing = () => {}
    this.live = null
  }

  readonly show = (shown: Shown): void => {
    this.shown = shown
    this.#widget.requestUpdate()
  }

  /** Says no to a call that rings. */
  readonly decline = (): void => {
    const { ringing } = this
    if (!ringing) return
    this.#over = ringing.id
    this.#line.use((session) => session.send({ kind: 'call.end', call: ringing.id, reason: 'declined' }))
    this.#widget.requestUpdate()
  }

  readonly answer = (): void => this.begin('join')

  /** Ends the call; the view says why it did. */
  readonly hangUp = (): void => {
    if (this.live) this.live.end()
    else this.leave()
  }

  /** Hangs up, if there is something to hang up, and takes everything of the call away. */
  readonly leave = (): void => {
    this.#attempt += 1
    const { live } = this
    if (live) {
      live.end()
      // It may have said so itself.
      if (this.live) this.#letGo()
    }
    this.show('nothing')
  }

  readonly again = (): void => {
    this.leave()
    this.place()
  }

  /** In the header, and where nothing was said yet. */
  button(words: Words): TemplateResult {
    return html`<button class="close" type="button" aria-label=${words.call} @pointerenter=${this.prepare} @click=${() => this.begin()}>${callIcon}</button>`
  }

  invitation(words: Words): TemplateResult | typeof nothing {
    if (this.snapshot.view?.call) return nothing
    return html`<button class="outline call" type="button" @pointerenter=${this.prepare} @click=${() => this.begin()}>${callIcon}${words.callUs}</button>`
  }

  /** Beside a line of the log: who was missed is called back. */
  after(notice: Notice, words: Words): TemplateResult | typeof nothing {
    const isMissed =
      notice.kind === 'call' && notice.event.kind === 'call.ended' && notice.event.body.reason === 'missed'
    return isMissed
      ? html`<button class="quiet" type="button" @click=${() => this.begin()}>${words.callBack}</button>`
      : nothing
  }

  /** Between the conversation and the field. */
  inside(words: Words): TemplateResult | typeof nothing {
    const { elsewhere, shown } = this
    if (!this.#widget.opened) return nothing
    if (this.ringing && shown === 'nothing') return this.#note(words)
    if (shown === 'nothing' && !elsewhere) return nothing
    void loadCallView()
    return html`<baton-call
      .words=${words}
      .calls=${this}
      .state=${this.state}
      .shown=${shown}
      .snapshot=${this.snapshot}
    ></baton-call>`
  }

  /** Beside the corner button, as long as the panel is closed. */
  outside(words: Words): TemplateResult | typeof nothing {
    return !this.#widget.opened && (this.ringing || this.isOn) ? this.#note(words) : nothing
  }

  #note(words: Words): TemplateResult {
    const { opened, hiddenLauncher } = this.#widget
    return html`<baton-call-note
      ?data-floats=${!opened}
      ?data-alone=${hiddenLauncher}
      .words=${words}
      .calls=${this}
      .ringing=${this.ringing}
      .startedAt=${this.state.startedAt}
    ></baton-call-note>`
  }
}
