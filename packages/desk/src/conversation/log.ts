import { broughtBy, type SessionEvent } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { customerName } from '../locale/customer-name.ts'
import type { Speech } from '../locale/speech.ts'
import { type Conversation, isMessage } from '../store/conversation.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { faceStyles } from '../theme/face.ts'
import { icons } from '../theme/icons.ts'
import { deliveriesOf } from './deliveries.ts'
import { logStyles } from './log.styles.ts'
import { messageStyles } from './message.styles.ts'
import { partyName } from './names.ts'
import { pending } from './pending.ts'
import type { DeskRecording } from './recording.ts'
import { recordingsOf } from './recordings.ts'
import { row } from './row.ts'
import { cutsOf, decisions, rowsOf } from './rows.ts'

/** Nearer to the end than this counts as reading the end, in px. */
const NEAR = 48

const counts = (event: SessionEvent): boolean => event.kind === 'message' || event.kind === 'note'

/** What is read off the log of an earlier segment; nothing in it is still to be done. */
const ofSegment = (events: readonly SessionEvent[]) => ({
  decisions: decisions(events),
  deliveries: deliveriesOf(events),
  brought: broughtBy(events),
  cuts: cutsOf(events),
  // Its files are of another session.
  recordings: new Map(),
  seenId: null,
  originals: null,
})

/** Everything that happened in a session, in order. New content never moves what is being read. */
@customElement('desk-log')
export class DeskLog extends LitElement {
  static override styles = [controls, faceStyles, messageStyles, logStyles]

  /** Messages that came below while the agent read further up. */
  @state() private below = 0

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) conversation: Conversation | null = null
  @property() me = ''
  /** Whether this agent may look at originals. */
  @property({ type: Boolean }) sees = false

  #atEnd = true
  #topBefore = 0
  #heightBefore = 0
  #firstSeq = 0
  #lastSeq = 0
  readonly #watched = new WeakSet<Element>()
  #resizing = new ResizeObserver(() => this.#atEnd && this.#toEnd())

  private get box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.log')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#markRead)
  }

  override disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#markRead)
    super.disconnectedCallback()
  }

  /** The composer below grows and shrinks, and so do pictures that come; whoever reads the end stays at the end. */
  #watchSizes(): void {
    for (const part of [this.box, this.renderRoot.querySelector('.rows')]) {
      if (part && !this.#watched.has(part)) this.#resizing.observe(part)
      if (part) this.#watched.add(part)
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('conversation')) return
    const events = this.conversation?.snapshot.events ?? []
    const other = changed.get('conversation')?.session !== this.conversation?.session
    if (other) {
      this.#atEnd = true
      this.#firstSeq = 0
      this.#lastSeq = 0
      this.below = 0
    }
    this.#heightBefore = this.box?.scrollHeight ?? 0
    if (!this.#atEnd) this.below += events.filter((event) => event.seq > this.#lastSeq && counts(event)).length
    this.#lastSeq = events.at(-1)?.seq ?? 0
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('conversation') || !this.box) return
    this.#watchSizes()
    const first = this.conversation?.snapshot.events[0]?.seq ?? 0
    const prepended = this.#firstSeq > 0 && first < this.#firstSeq
    this.#firstSeq = first
    if (prepended) {
      // An older page came in above: what was under the eyes stays there.
      this.box.scrollTop += this.box.scrollHeight - this.#heightBefore
    } else if (this.#atEnd) this.#toEnd()
    this.#markRead()
  }

  readonly #listen = (call: string, atMs: number): void => {
    const players = this.renderRoot.querySelectorAll<DeskRecording>('desk-recording')
    void [...players].find(({ dataset }) => dataset.call === call)?.play(atMs)
  }

  #toEnd(): void {
    if (this.box) this.box.scrollTop = this.box.scrollHeight
  }

  readonly #markRead = (): void => {
    const conversation = this.conversation
    const last = conversation?.snapshot.events.at(-1)?.seq
    if (!conversation || !last || !this.#atEnd || document.visibilityState !== 'visible') return
    if (last > conversation.seen) ask(this, { type: 'read', session: conversation.session, seq: last })
  }

  #handleScroll(): void {
    const { box } = this
    if (!box) return
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR
    // What grew under whoever reads the end has not moved them away from it.
    this.#atEnd = isNear || (this.#atEnd && box.scrollTop >= this.#topBefore)
    this.#topBefore = box.scrollTop
    if (this.#atEnd) {
      this.below = 0
      this.#markRead()
    }
    if (box.scrollTop < NEAR && box.scrollHeight > box.clientHeight + NEAR && !this.#atEnd) this.#loadOlder()
  }

  #loadOlder(): void {
    const { conversation } = this
    if (!conversation?.snapshot.hasOlder || conversation.loadingOlder) return
    ask(this, { type: 'older', session: conversation.session })
  }

  #handleLatest(): void {
    this.#atEnd = true
    this.below = 0
    this.#toEnd()
    this.#markRead()
    this.box?.focus({ preventScroll: true })
  }

  #seenId(conversation: Conversation): string | null {
    const { events, view } = conversation.snapshot
    const ours = events.findLast((event) => isMessage(event) && event.by.role === 'agent')
    return ours && view && view.reads.customer >= ours.seq ? ours.id : null
  }

  #renderTyping(conversation: Conversation, speech: Speech): TemplateResult | typeof nothing {
    const { view, typing } = conversation.snapshot
    const { words } = speech
    const eyes = { me: this.me, customer: customerName(conversation, words) }
    if (view?.stream?.text) {
      return html`<div class="group stream" data-by="bot">
        <div class="group-body"><p class="by">${words.log.writing}</p><div class="bubble">${view.stream.text}</div></div>
      </div>`
    }
    const others = typing.filter((party) => party.id !== this.me)
    if (others.length === 0) return nothing
    return html`<p class="typing">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      ${others.map((party) => words.log.typing(partyName(party, words, eyes)))}
    </p>`
  }

  override render(): TemplateResult | typeof nothing {
    const { conversation, speech } = this
    if (!conversation || !speech) return nothing
    const { words } = speech
    const { events, hasOlder, pending: sends, view: sessionView } = conversation.snapshot
    const view = {
      session: conversation.session,
      speech,
      eyes: { me: this.me, customer: customerName(conversation, words) },
      decisions: decisions(events),
      deliveries: deliveriesOf(events),
      brought: broughtBy(events),
      cuts: cutsOf(events),
      recordings: recordingsOf(events),
      listen: this.#listen,
      seenId: this.#seenId(conversation),
      originals: { session: conversation.session, sees: this.sees, reveals: conversation.reveals },
    }
    return html`
      <div class="log" role="log" aria-live="off" aria-label=${words.log.title} tabindex="0" @scroll=${this.#handleScroll}>
        <div class="rows">
        <div class="older">
          ${
            !sessionView
              ? words.conversation.opening
              : conversation.loadingOlder
                ? words.log.loading
                : hasOlder
                  ? html`<button class="button" @click=${this.#loadOlder}>${words.log.older}</button>`
                  : words.log.start
          }
        </div>
        ${repeat(
          conversation.snapshot.earlier ?? [],
          ({ session }) => session,
          (segment) => html`<p class="day"><span>${words.log.earlierSegment}</span></p>
            ${repeat(
              rowsOf(segment.events),
              (one) => one.key,
              (one) => row(one, { ...view, ...ofSegment(segment.events) }),
            )}`,
        )}
        ${repeat(
          rowsOf(events),
          (one) => one.key,
          (one) => row(one, view),
        )}
        ${repeat(
          sends,
          (send) => send.id,
          (send) => pending(send, words, (type) => ask(this, { type, session: conversation.session, id: send.id })),
        )}
        ${this.#renderTyping(conversation, speech)}
        </div>
      </div>
      ${
        this.below > 0
          ? html`<button class="pill" @click=${this.#handleLatest}>${icons.down}${words.log.newMessages(this.below)}</button>`
          : nothing
      }
    `
  }
}
