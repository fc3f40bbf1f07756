import type { CallView } from '@baton/client'
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { part } from '../palette/tokens.styles.ts'
import type { Words } from '../words/words.ts'
import { callIcon } from './call-icons.ts'
import { callNoteStyles } from './call-note.styles.ts'
import type { Calls } from './calls.ts'
import { duration } from './duration.ts'
import { RingSound } from './ring-sound.ts'

/** An agent calls; or, with the panel closed, a call goes on. */
export class BatonCallNote extends LitElement {
  static override styles = [part, callNoteStyles]

  @state() private isSilent = false

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) calls!: Calls
  @property({ attribute: false }) ringing: CallView | null = null
  @property({ attribute: false }) startedAt: number | null = null

  readonly #sound = new RingSound()
  #clock: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#clock = setInterval(() => this.requestUpdate(), 1_000)
    this.requestUpdate('ringing')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#clock)
    this.#sound.stop()
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('ringing')) return
    if (this.ringing) this.#sound.start()
    else this.#sound.stop()
  }

  private readonly handleSilence = (): void => {
    this.isSilent = true
    this.#sound.stop()
  }

  override render(): TemplateResult {
    const { words, calls, ringing } = this
    if (ringing)
      return html`
        <div class="card" role="group" aria-label=${words.incomingCall}>
          <span class="ring">${callIcon}</span>
          <p role="alert">${words.callsYou(ringing.agent?.name ?? words.person)}</p>
          <div class="choice">
            <button class="solid" type="button" @click=${calls.answer}>${words.acceptCall}</button>
            <button class="outline" type="button" @click=${calls.decline}>${words.declineCall}</button>
            <button class="quiet" type="button" ?hidden=${this.isSilent} @click=${this.handleSilence}>${words.silenceCall}</button>
          </div>
        </div>
      `
    const since = this.startedAt === null ? '' : duration(Date.now() - this.startedAt)
    return html`
      <div class="card" role="group" aria-label=${words.onCall}>
        <span>${callIcon}</span>
        <p>${words.onCall} <span class="since">${since}</span></p>
        <div class="choice">
          <button class="outline" type="button" @click=${() => calls.begin()}>${words.backToCall}</button>
          <button class="outline" type="button" @click=${calls.leave}>${words.endCall}</button>
        </div>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-call-note': BatonCallNote
  }
}
