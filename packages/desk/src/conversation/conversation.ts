import type { Board, DeskWay, Presence, Transfer } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { customerName } from '../locale/customer-name.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { type Conversation, firstResponseAt, responseClock } from '../store/conversation.ts'
import type { Place } from '../store/place.ts'
import { ask } from '../store/request.ts'
import { clockStyles, responseChip } from '../theme/clock.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { asked } from './asked.ts'
import './closing.ts'
import type { Closing, ClosingDone } from './closing.ts'
import './composer.ts'
import { conversationStyles } from './conversation.styles.ts'
import './log.ts'
import { relayTrack, relayTrackStyles } from './relay-track.ts'
import { isOpening, isOwn, obstacle } from './standing.ts'
import './transfer.ts'

const NOTHING_KNOWN = {}

/** One session: who it is, who holds the baton, what was said, and where to answer. */
@customElement('desk-conversation')
export class DeskConversation extends LitElement {
  static override styles = [controls, clockStyles, relayTrackStyles, conversationStyles]

  @state() private closing: Closing | null = null

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) conversation: Conversation | null = null
  @property({ attribute: false }) drafts: Place['drafts'] = {}
  /** The accounts of channels there are. */
  @property({ attribute: false }) ways: readonly DeskWay[] = []
  @property() me = ''
  /** Whether this agent may look at originals. */
  @property({ type: Boolean }) sees = false
  @property() presence: Presence = 'offline'
  /** How many offers wait in the inbox, which a phone does not show beside the conversation. */
  @property({ type: Number }) offers = 0
  /** Whether there is anything to choose on the left. */
  @property({ type: Boolean }) choice = false
  @property({ type: Boolean }) contextShown = false
  /** Whether customers may be called. */
  @property({ type: Boolean }) calls = false
  /** The agent is on a call, with whomever. */
  @property({ type: Boolean }) onCall = false
  @property({ attribute: false }) team: Board['agents'] = []
  /** The colleague who was asked to take it. */
  @property({ attribute: false }) transfer: Transfer | null = null
  @property({ type: Number }) now = 0

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('conversation')
    if (changed.has('conversation') && before?.session !== this.conversation?.session) this.closing = null
    if (this.closing && this.#obstacle !== null) this.closing = null
  }

  get #obstacle(): string | null {
    return this.conversation && this.speech ? obstacle(this.conversation, this.me, this.speech.words) : ''
  }

  /** Opens the panel to hand back or resolve, when the baton is the agent's. */
  async startClosing(closing: Closing): Promise<void> {
    if (this.#obstacle !== null) return
    this.closing = this.closing === closing ? null : closing
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(this.closing ? 'desk-closing, desk-transfer' : `.${closing}`)?.focus()
  }

  /** False when there is nowhere to write, or not yet. */
  async focusComposer(): Promise<boolean> {
    await this.updateComplete
    const composer = this.renderRoot.querySelector('desk-composer')
    await composer?.updateComplete
    composer?.focus()
    return Boolean(composer?.shadowRoot?.activeElement)
  }

  /** The way back to the inbox, there where a phone shows one column at a time. */
  focusBack(): boolean {
    this.renderRoot.querySelector<HTMLElement>('.back')?.focus()
    return this.shadowRoot?.activeElement?.matches('.back') ?? false
  }

  async toggleMode(): Promise<void> {
    await this.renderRoot.querySelector('desk-composer')?.toggleMode()
  }

  #handleClosingDone({ sent }: ClosingDone): void {
    const { closing } = this
    this.closing = null
    // Once it is sent, the desk decides where to go on.
    if (closing && !sent) this.renderRoot.querySelector<HTMLElement>(`.${closing}`)?.focus()
  }

  #renderNothing(speech: Speech): TemplateResult {
    const { conversation: words } = speech.words
    const away = this.presence !== 'online'
    const sentence = this.choice ? words.emptyChoose : away ? words.emptyAway : words.emptyOnline
    return html`<div class="nothing">
      <span class="picture" data-presence=${this.presence} aria-hidden="true"></span>
      <h2>${words.empty}</h2>
      <p>${sentence}</p>
    </div>`
  }

  #renderClock(conversation: Conversation, speech: Speech): TemplateResult | typeof nothing {
    const { words } = speech
    const clock = responseClock(conversation, this.now)
    if (clock)
      return html`<span class="first-response"
        ><span aria-hidden="true">${words.conversation.firstResponse}</span>${responseChip(clock, speech)}</span
      >`
    const answered = firstResponseAt(conversation)
    if (answered === null) return nothing
    return html`<span class="number">${words.conversation.answeredIn(speech.clock(answered - conversation.acceptedAt))}</span>`
  }

  #renderHeader(conversation: Conversation, speech: Speech): TemplateResult {
    const { words } = speech
    const { view, peerOnline } = conversation.snapshot
    const tier = view?.staff?.profile?.tier ?? conversation.item.tier
    const blocked = this.#obstacle !== null
    const action = (closing: Closing, key: string, busy = false) => html`<button
      class="button ${closing}"
      ?disabled=${blocked || busy}
      aria-expanded=${this.closing === closing}
      aria-keyshortcuts="Alt+${key}"
      title="Alt ${key}"
      @click=${() => this.startClosing(closing)}
    >
      ${icons[closing]}${words.conversation[closing]} <kbd aria-hidden="true">Alt ${key}</kbd>
    </button>`
    return html`<header>
      <button class="button quiet icon back" aria-label=${words.conversation.backTo(this.offers)} @click=${() => ask(this, { type: 'show', column: 'inbox' })}>
        ${icons.back}${this.offers > 0 ? html`<span class="badge number" aria-hidden="true">${this.offers}</span>` : nothing}
      </button>
      <div class="who">
        <div class="who-top">
          <h2>${customerName(conversation, words)}</h2>
          ${tier ? html`<span class="badge plain">${term(words.tiers, tier)}</span>` : nothing}
        </div>
        <div class="sub">
          ${
            peerOnline === null || conversation.left
              ? nothing
              : html`<span class="online" data-online=${peerOnline}
                  >${peerOnline ? words.conversation.online : words.conversation.offline}</span
                >`
          }
          ${this.#renderClock(conversation, speech)}
        </div>
      </div>
      ${relayTrack(view?.holder ?? (conversation.left ? 'queue' : `agent:${this.me}`), view?.agent?.name ?? null, words, this.me)}
      <div class="actions">
        ${this.#mayCall(conversation) ? this.#renderCall(conversation, speech) : nothing}
        ${isOwn(conversation, this.me) ? html`${action('transfer', 'T', this.transfer !== null && !this.transfer.ended)} ${action('handback', 'B')} ${action('resolve', 'R')}` : nothing}
        <button
          class="button context-toggle"
          aria-expanded=${this.contextShown}
          aria-keyshortcuts="Alt+C"
          @click=${() => ask(this, { type: 'show', column: this.contextShown ? 'conversation' : 'context' })}
        >
          ${icons.person}${words.conversation.context}
        </button>
      </div>
    </header>`
  }

  /** Whom the agent holds and who is there to be rung, as long as neither speaks with anybody. */
  #mayCall({ snapshot: { view, peerOnline } }: Conversation): boolean {
    return this.calls && this.#obstacle === null && !this.onCall && peerOnline === true && view !== null && !view.call
  }

  #renderCall(conversation: Conversation, { words }: Speech): TemplateResult {
    const { session } = conversation
    const title = words.calls.callTitle(customerName(conversation, words))
    return html`<button
      class="button call"
      title=${title}
      aria-label=${title}
      @click=${() => ask(this, { type: 'call', session, what: 'start' })}
    >
      ${icons.phone}<span class="call-text">${words.calls.call}</span>
    </button>`
  }

  #renderBanner(conversation: Conversation, speech: Speech): TemplateResult | typeof nothing {
    if (conversation.left) return nothing
    const { words } = speech
    const { connection, problem } = conversation.snapshot
    if (connection === 'refused') {
      return html`<p class="banner danger">${icons.warning}${words.conversation.refused} ${problem ? problemWords(problem, words) : ''}</p>`
    }
    return connection === 'offline'
      ? html`<p class="banner">${icons.warning}${words.conversation.reconnecting}</p>`
      : nothing
  }

  #renderPanel(closing: Closing, session: string, speech: Speech): TemplateResult {
    return closing === 'transfer'
      ? html`<desk-transfer
          .speech=${speech}
          .session=${session}
          .team=${this.team}
          .me=${this.me}
          .onCall=${this.conversation?.snapshot.view?.call?.status === 'live'}
          @desk-closing-done=${this.#handleClosingDone}
        ></desk-transfer>`
      : html`<desk-closing
          .speech=${speech}
          .session=${session}
          .closing=${closing}
          @desk-closing-done=${this.#handleClosingDone}
        ></desk-closing>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, conversation } = this
    if (!speech) return nothing
    if (!conversation) return this.#renderNothing(speech)
    const { session } = conversation
    const done = conversation.left || conversation.snapshot.connection === 'refused'
    return html`
      ${this.#renderHeader(conversation, speech)} ${this.#renderBanner(conversation, speech)}
      <desk-log .speech=${speech} .conversation=${conversation} .me=${this.me} .sees=${this.sees}></desk-log>
      ${
        this.transfer && !conversation.left
          ? asked(this.transfer, { now: this.now, speech, recall: () => ask(this, { type: 'recall', session }) })
          : nothing
      }
      ${this.closing ? this.#renderPanel(this.closing, session, speech) : nothing}
      <desk-composer
        .speech=${speech}
        .session=${session}
        .customer=${customerName(conversation, speech.words)}
        .obstacle=${this.#obstacle}
        .opening=${isOpening(conversation)}
        .drafts=${this.drafts}
        .known=${conversation.snapshot.view?.staff ?? NOTHING_KNOWN}
        .accounts=${this.ways}
        .isOnPage=${conversation.snapshot.peerOnline === true}
        .now=${this.now}
      >
        ${
          done
            ? html`<button class="button close" @click=${() => ask(this, { type: 'close', session })}>${speech.words.conversation.close}</button>`
            : nothing
        }
      </desk-composer>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-conversation': DeskConversation
  }
}
