import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { customerName } from '../locale/customer-name.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import type { DeskCall } from '../store/calls.ts'
import type { Conversation } from '../store/conversation.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import './captions.ts'
import { keyOf, keypad, keypadStyles } from './keypad.ts'
import './meter.ts'
import { signalsStyles, signalsView } from './signals-view.ts'
import { softphoneStyles } from './softphone.styles.ts'
import type { CallSnapshot, VoiceCall } from './voice.ts'
import './wrap-up.ts'

/** The call the agent is on, from the ring to the work after it, wherever at the desk they are. */
@customElement('desk-softphone')
export class DeskSoftphone extends LitElement {
  static override styles = [controls, keypadStyles, signalsStyles, softphoneStyles]

  @state() private keypadOpen = false
  @state() private captionsOpen = true

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) call: DeskCall | null = null
  /** The conversation of the call; null: it is closed here. */
  @property({ attribute: false }) conversation: Conversation | null = null
  @property() me = ''
  /** A call of this agent's that goes on without this desk. */
  @property({ attribute: false }) without: Conversation | null = null
  /** The session a note after the call goes to. */
  @property({ attribute: false }) noteTo: string | null = null
  /** Until when nothing new is offered. */
  @property({ attribute: false }) wrapUpUntil: number | null = null
  @property({ type: Number }) now = 0
  /** By this device's clock, which calls run by. */
  @property({ type: Number }) clock = 0

  #stop = () => {}
  #heard: DeskCall['listen'] | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.#handleAnyKeyDown)
  }

  override disconnectedCallback(): void {
    removeEventListener('keydown', this.#handleAnyKeyDown)
    this.#stop()
    this.#heard = null
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOn = this.call !== null && this.call.snapshot.status !== 'ended'
    if (!isOn) this.keypadOpen = false
    this.toggleAttribute('data-shown', this.call !== null || this.without !== null || this.wrapUpUntil !== null)
    if (changed.has('call')) this.#hear(isOn ? (this.call?.listen ?? null) : null)
  }

  #hear(listen: DeskCall['listen'] | null): void {
    if (listen === this.#heard) return
    this.#stop()
    this.#heard = listen
    this.#stop =
      listen?.(({ microphone, speaker }) => {
        const [mine, theirs] = this.renderRoot.querySelectorAll('desk-meter')
        mine?.push(microphone)
        theirs?.push(speaker)
      }) ?? (() => {})
  }

  #phone(use: (call: VoiceCall) => void): void {
    ask(this, { type: 'phone', use })
  }

  /** Who is told about the customer and presses any key wants to speak with them. The key does what it does besides. */
  readonly #handleAnyKeyDown = ({ key, repeat }: KeyboardEvent): void => {
    if (!this.call?.snapshot.whisper || repeat || MODIFIERS.includes(key)) return
    this.#phone((call) => call.endWhisper())
  }

  #handleKeypadKeyDown(event: KeyboardEvent): void {
    const key = event.altKey || event.ctrlKey || event.metaKey ? null : keyOf(event.key)
    if (key) this.#phone((call) => call.dtmf(key))
    else if (event.key === 'Escape') this.keypadOpen = false
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #name(conversation: Conversation | null, speech: Speech): string {
    return conversation ? customerName(conversation, speech.words) : ''
  }

  /** What stands where the time runs, once it runs. */
  #line({ status, phase, isReconnecting, recording, agent }: CallSnapshot, { words: { calls } }: Speech): string {
    if (isReconnecting) return calls.reconnecting
    if (status === 'asking') return calls.asking
    if (status === 'connecting' || !phase) return calls.connecting
    // Whom this agent has called by telephone hears the bot first.
    if (phase === 'bot' && recording === 'asked' && agent?.id === this.me) return calls.asksToRecord
    return calls.phases[phase]
  }

  #renderButtons(snapshot: CallSnapshot, session: string, speech: Speech): TemplateResult {
    const { calls } = speech.words
    const { muted, held, phase } = snapshot
    const isBeside = this.#isBeside(snapshot)
    const isLive = snapshot.status === 'live' && phase !== 'ringing'
    return html`<div class="buttons">
      <button class="button mute" aria-pressed=${muted} aria-keyshortcuts="Alt+M" ?disabled=${!isLive} @click=${() => this.#phone((call) => call.mute(!muted))}>
        ${muted ? icons.muted : icons.microphone}${muted ? calls.unmute : calls.mute} <kbd aria-hidden="true">Alt M</kbd>
      </button>
      <button class="button hold" aria-pressed=${held} aria-keyshortcuts="Alt+H" ?disabled=${!isLive} @click=${() => this.#phone((call) => call.hold(!held))}>
        ${held ? icons.resume : icons.hold}${held ? calls.resume : calls.hold} <kbd aria-hidden="true">Alt H</kbd>
      </button>
      ${
        snapshot.keys
          ? html`<button class="button keys" aria-expanded=${this.keypadOpen} ?disabled=${!isLive} @click=${() => (this.keypadOpen = !this.keypadOpen)}>
              ${icons.keypad}${calls.keypad}
            </button>`
          : nothing
      }
      <button class="button toggle-captions" aria-expanded=${this.captionsOpen} @click=${() => (this.captionsOpen = !this.captionsOpen)}>
        ${icons.sound}${calls.captions}
      </button>
      ${isBeside ? nothing : this.#renderHandOver(session, isLive, speech)}
      <button class="button danger end" @click=${() => this.#phone((call) => call.end())}>
        ${icons.hangUp}${phase === 'ringing' ? calls.cancelRing : isBeside ? calls.leaveCall : calls.end}
      </button>
    </div>`
  }

  /** Whether this agent has passed the call on, and is still on it. */
  #isBeside({ beside }: CallSnapshot): boolean {
    return beside !== null && beside.id === this.me
  }

  #renderHandOver(session: string, isLive: boolean, speech: Speech): TemplateResult {
    return html`<button class="button transfer" ?disabled=${!isLive} @click=${() => ask(this, { type: 'hand-over', session, how: 'transfer' })}>
        ${icons.transfer}${speech.words.conversation.transfer}
      </button>
      <button class="button hand-over" ?disabled=${!isLive} @click=${() => ask(this, { type: 'hand-over', session, how: 'handback' })}>
        ${icons.handback}${speech.words.calls.handOver}
      </button>`
  }

  /** What is said of the customer before they are on the line; afterwards, what there is of the brief. */
  #renderBrief({ whisper }: CallSnapshot, { words: { calls, moods } }: Speech): TemplateResult | typeof nothing {
    if (whisper)
      return html`<div class="told">
        <p role="status">${calls.whispered}: <span lang=${whisper.locale}>${whisper.text}</span></p>
        <button class="button speak-now" @click=${() => this.#phone((call) => call.endWhisper())}>${calls.speakNow}</button>
      </div>`
    const brief = this.conversation?.snapshot.view?.staff?.brief
    if (!brief) return nothing
    const known = [brief.want, moods[brief.mood]].filter((one) => one !== '').join(' · ')
    return html`<p class="whisper" lang=${brief.locale}>${calls.brief}: ${known}</p>`
  }

  #renderBeside({ agent, beside }: CallSnapshot, { words: { calls } }: Speech): TemplateResult | typeof nothing {
    if (!beside) return nothing
    const text = beside.id === this.me ? calls.passedOn(agent?.name ?? '') : calls.beside(beside.name)
    return html`<span class="small company" role="status">${text}</span>`
  }

  #renderCall(call: DeskCall, speech: Speech): TemplateResult {
    const { calls } = speech.words
    const { snapshot, session, signals } = call
    const name = this.#name(this.conversation, speech)
    const runs = snapshot.startedAt !== null && snapshot.phase !== 'ringing'
    return html`<section class="part call" aria-label=${calls.bar(name)}>
      <div class="bar">
        <div class="who">
          <h2>${name}</h2>
          <span class="line" data-phase=${snapshot.phase ?? snapshot.status}>
            <span class=${snapshot.phase === 'ringing' ? 'ring' : ''}>${icons.phone}</span>
            <span role="status">${this.#line(snapshot, speech)}</span>
            ${runs ? html`<span class="number timer" role="timer" aria-label=${calls.duration}>${speech.clock(this.clock - (snapshot.startedAt ?? 0))}</span>` : nothing}
          </span>
          <span class="levels">
            <span class="level" title=${calls.levels.microphone}>${icons.microphone}<desk-meter .label=${calls.levels.microphone}></desk-meter></span>
            <span class="level other" title=${calls.levels.speaker}>${icons.sound}<desk-meter .label=${calls.levels.speaker}></desk-meter></span>
          </span>
          ${snapshot.quality ? html`<span class="small quality" data-quality=${snapshot.quality}>${calls.quality[snapshot.quality]}</span>` : nothing}
          ${snapshot.recording === 'on' ? html`<span class="small recorded" role="status">${calls.recorded}</span>` : nothing}
          ${this.#renderBeside(snapshot, speech)}
          ${snapshot.peerMuted ? html`<span class="small muted">${calls.peerMuted}</span>` : nothing}
        </div>
        ${this.#renderButtons(snapshot, session, speech)}
      </div>
      ${this.#renderBrief(snapshot, speech)}
      ${signals ? signalsView(signals.first, signals.last, speech) : nothing}
      <div class="beside">
        ${
          this.captionsOpen
            ? html`<desk-captions .speech=${speech} .session=${session} .customer=${name} .me=${this.me} .captions=${snapshot.captions}></desk-captions>`
            : nothing
        }
        ${
          this.keypadOpen
            ? html`<div @keydown=${this.#handleKeypadKeyDown}>
                ${keypad(speech.words, (key) => this.#phone((line) => line.dtmf(key)))}
              </div>`
            : nothing
        }
      </div>
      ${snapshot.problem ? html`<p class="small" role="alert">${callProblem(snapshot.problem, speech)}</p>` : nothing}
    </section>`
  }

  /** Why it came to nothing, and what can be done. */
  #renderEnded({ snapshot, session }: DeskCall, speech: Speech): TemplateResult {
    const { calls } = speech.words
    const { problem, reason } = snapshot
    const mayTry = this.conversation !== null && !this.conversation.left
    const what = this.conversation?.snapshot.view?.call ? 'join' : 'start'
    return html`<section class="part ask" aria-label=${calls.bar(this.#name(this.conversation, speech))}>
      <p role="alert">${problem ? callProblem(problem, speech) : calls.ended[reason ?? 'failed']}</p>
      ${
        mayTry
          ? html`<button class="button again" @click=${() => ask(this, { type: 'call', session, what })}>
              ${icons.phone}${problem ? calls.retry : what === 'start' ? calls.again : calls.rejoin}
            </button>`
          : nothing
      }
      <button class="button quiet" @click=${() => ask(this, { type: 'dismiss-call' })}>${calls.dismiss}</button>
    </section>`
  }

  #renderWithout(conversation: Conversation, speech: Speech): TemplateResult {
    const { calls } = speech.words
    const name = this.#name(conversation, speech)
    const { session, snapshot } = conversation
    const wasThere = snapshot.view?.call?.agent?.id === snapshot.you?.id
    return html`<section class="part ask" aria-label=${calls.bar(name)}>
      <p role="status">${wasThere ? calls.rejoinLead(name) : calls.joinLead(name)}</p>
      <button class="button primary rejoin" @click=${() => ask(this, { type: 'call', session, what: 'join' })}>
        ${icons.phone}${wasThere ? calls.rejoin : calls.answer}
      </button>
    </section>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, call, without, wrapUpUntil } = this
    if (!speech) return nothing
    return html`
      ${call ? (call.snapshot.status === 'ended' ? this.#renderEnded(call, speech) : this.#renderCall(call, speech)) : nothing}
      ${without ? this.#renderWithout(without, speech) : nothing}
      ${
        wrapUpUntil !== null
          ? html`<section class="part" aria-label=${speech.words.calls.wrapUp.title}>
              <desk-wrap-up .speech=${speech} .session=${this.noteTo} .leftMs=${Math.max(0, wrapUpUntil - this.now)}></desk-wrap-up>
            </section>`
          : nothing
      }
    `
  }
}

const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']

const MICROPHONE = ['microphone_denied', 'microphone_missing', 'microphone_busy', 'audio'] as const

/** What went wrong with a call or a device, and what to do. */
export function callProblem(problem: NonNullable<CallSnapshot['problem']>, { words }: Speech): string {
  const code = MICROPHONE.find((one) => one === problem.code)
  if (code) return words.calls.problems[code]
  const { code: other } = problem
  return problemWords({ ...problem, code: other as Exclude<typeof other, (typeof MICROPHONE)[number]> }, words)
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-softphone': DeskSoftphone
  }
}
