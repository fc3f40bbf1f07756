import type { ClientProblem } from '@baton/client'
import { recordingOf } from '@baton/client/recordings'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { filesOf } from './line-files.ts'
import { reasonFormStyles } from './reason-form.styles.ts'
import { reasonForm } from './reason-form.ts'
import { recordingStyles } from './recording.styles.ts'
import type { CallRecording } from './recordings.ts'
import { takeOutStyles } from './take-out.styles.ts'

/**
 * What was recorded of a call, to listen to. Nothing is fetched before it is asked for: who listens is written down. A second
 * of it is a second of the call.
 */
@customElement('desk-recording')
export class DeskRecording extends LitElement {
  static override styles = [controls, reasonFormStyles, takeOutStyles, recordingStyles]

  @state() private sound: { url: string; missing: number } | null = null
  @state() private isFetching = false
  @state() private problem: ClientProblem | null = null
  @state() private isAsking = false

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) recording: CallRecording | null = null
  @property() session = ''
  /** Whether this agent may take it out. */
  @property({ type: Boolean }) sees = false

  /** Files of which the sound is made. */
  #heard: readonly string[] = []
  #fetching: Promise<void> | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#forget()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('recording')) return
    const there = new Set(this.recording?.kept.map(({ file }) => file.id))
    // Taken out while somebody listens.
    if (this.#heard.some((id) => !there.has(id))) this.#forget()
  }

  /** Plays from this time of the call on, in milliseconds; from where it first sounds when there is none. */
  async play(atMs?: number): Promise<void> {
    if (!this.sound) this.#fetching ??= this.#fetch()
    await this.#fetching
    this.#fetching = null
    await this.updateComplete
    const audio = this.renderRoot.querySelector('audio')
    if (!audio) return
    const first = Math.min(...(this.recording?.kept.map(({ startMs }) => startMs) ?? []))
    audio.currentTime = (atMs ?? first) / 1_000
    // What cannot be played says so by an event; what is interrupted was asked for anew.
    await audio.play().catch(() => {})
  }

  async #handlePlay(): Promise<void> {
    await this.play()
    // The button has gone; its place has what it was pressed for.
    this.renderRoot.querySelector('audio')?.focus()
  }

  async #fetch(): Promise<void> {
    const { recording } = this
    if (!recording) return
    this.isFetching = true
    this.problem = null
    try {
      const files = filesOf(this, this.session)
      if (!files) throw NO_LINE
      const sound = await recordingOf(recording.kept, files)
      // Gone meanwhile, or shown somewhere else.
      if (this.isConnected && this.recording) this.#show(sound, recording)
      else URL.revokeObjectURL(sound.url)
    } catch (problem) {
      this.problem = problem as ClientProblem
    } finally {
      this.isFetching = false
    }
  }

  #show(sound: { url: string; missing: number }, { kept }: CallRecording): void {
    this.#heard = kept.map(({ file }) => file.id)
    this.sound = sound
  }

  #forget(): void {
    if (this.sound) URL.revokeObjectURL(this.sound.url)
    this.#heard = []
    this.sound = null
  }

  async #setAsking(isAsking: boolean): Promise<void> {
    this.isAsking = isAsking
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(isAsking ? 'input' : '.offer')?.focus()
  }

  #takeOut(reason: string): void {
    const { session, recording } = this
    for (const { seq } of recording?.kept ?? [])
      ask(this, { type: 'send', session, command: { kind: 'redact', seq, reason } })
    void this.#setAsking(false)
  }

  #renderOffer(offer: string): TemplateResult {
    return html`<button
      class="offer"
      aria-expanded=${this.isAsking}
      aria-label=${offer}
      title=${offer}
      @click=${() => this.#setAsking(!this.isAsking)}
    >${icons.remove}</button>`
  }

  #renderRemoval({ words }: Speech): TemplateResult {
    return reasonForm({
      words: { ...words.removal, ...words.calls.recording.removal },
      give: (reason) => this.#takeOut(reason),
      cancel: () => this.#setAsking(false),
    })
  }

  #renderPlayer({ words }: Speech): TemplateResult {
    const { recording } = words.calls
    if (this.sound)
      return html`<audio controls controlslist="nodownload" src=${this.sound.url} aria-label=${recording.title}></audio>`
    return html`<button class="button play" aria-disabled=${this.isFetching} @click=${this.#handlePlay}
      >${icons.play}<span>${recording.play}</span></button
    >`
  }

  /** Why there is nothing to be heard, or not all. */
  #about({ words }: Speech, { kept, lost }: CallRecording): string[] {
    const { recording } = words.calls
    const missing = kept.length > 0 && (this.sound?.missing ?? 0) > 0 ? [recording.missing] : []
    return [...[...lost].map((why) => (kept.length > 0 ? recording.parts[why] : recording.lost[why])), ...missing]
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, recording, problem, isFetching } = this
    if (!speech || !recording) return nothing
    const words = speech.words.calls.recording
    const wrong = problem && (problem.code === 'not_found' ? words.gone : problemWords(problem, speech.words))
    return html`<div class="recording" role="group" aria-label=${words.title}>
      ${recording.kept.length > 0 ? html`<div class="deck">${this.#renderPlayer(speech)}${this.sees ? this.#renderOffer(words.removal.offer) : nothing}</div>` : nothing}
      <p class="about" role="status">${isFetching ? words.fetching : this.#about(speech, recording).join(' ')}</p>
      ${this.isAsking && recording.kept.length > 0 ? this.#renderRemoval(speech) : nothing}
      <p class="wrong" role="alert" data-code=${problem?.code ?? nothing}>${wrong ?? nothing}</p>
    </div>`
  }
}

const NO_LINE: ClientProblem = { code: 'network', message: 'The session is not open.', retryable: true }

declare global {
  interface HTMLElementTagNameMap {
    'desk-recording': DeskRecording
  }
}
