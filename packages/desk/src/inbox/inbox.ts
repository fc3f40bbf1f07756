import { type Board, tellRemoved } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { queuedName } from '../locale/customer-name.ts'
import { reasonWords } from '../locale/reason-words.ts'
import type { Speech } from '../locale/speech.ts'
import type { Conversation } from '../store/conversation.ts'
import { byNeed, heldOrder } from '../store/order.ts'
import { ask } from '../store/request.ts'
import type { DeskState } from '../store/state.ts'
import { clockStyles } from '../theme/clock.ts'
import { controls } from '../theme/controls.styles.ts'
import { faceStyles } from '../theme/face.ts'
import { icons } from '../theme/icons.ts'
import { inboxStyles } from './inbox.styles.ts'
import { mineRow } from './mine-row.ts'
import { offerCardStyles } from './offer-card.styles.ts'
import { callWait, offerCard } from './offer-card.ts'

const WAITING_SHOWN = 8

/** Offers, the agent's own sessions, who waits, and who else is here. */
@customElement('desk-inbox')
export class DeskInbox extends LitElement {
  static override styles = [controls, faceStyles, clockStyles, inboxStyles, offerCardStyles]

  /** True while the pointer or the focus is in the list: nothing may move under the agent's hand. */
  @state() private held = false
  @state() private teamOpen = true

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) board: Board | null = null
  @property({ attribute: false }) conversations: readonly Conversation[] = []
  @property({ attribute: false }) answering: DeskState['answering'] = {}
  @property({ attribute: false }) declined: DeskState['declined'] = {}
  @property({ attribute: false }) glances: DeskState['glances'] = {}
  @property() selected: string | null = null
  @property() me = ''
  @property({ type: Number }) now = 0

  #order: string[] = []
  #sorted: Conversation[] = []
  #pointer = false
  #focus = false

  override willUpdate(_changed: PropertyValues<this>): void {
    this.#sorted = this.held ? heldOrder(this.#order, this.conversations) : byNeed(this.conversations)
    this.#order = this.#sorted.map((conversation) => conversation.session)
  }

  /** The sessions as they stand on the screen, for the shortcut that steps through them. */
  get order(): readonly string[] {
    return this.#order
  }

  /** Where the keyboard goes on when the column opens. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('button.row[tabindex="0"], button')?.focus(options)
  }

  /** Where the keyboard begins: what is offered, before anything is answered by mistake. */
  async focusOffers(): Promise<boolean> {
    await this.updateComplete
    const heading = this.renderRoot.querySelector<HTMLElement>('#offers')
    heading?.focus()
    return this.shadowRoot?.activeElement === heading && heading !== null
  }

  /** Where the keyboard goes on when `session` is done: the next customer, or else the offers. */
  async focusNext(session: string): Promise<boolean> {
    await this.updateComplete
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('button.row:not([data-left])')]
    const next = rows.find((row) => row.dataset.session !== session)
    if (!next) return this.focusOffers()
    next.focus()
    return this.shadowRoot?.activeElement === next
  }

  /** Answers the offer in focus, or else the first one. */
  answerOffer(what: 'accept' | 'decline'): void {
    const focused = this.shadowRoot?.activeElement?.closest<HTMLElement>('[data-offer]')?.dataset.offer
    const offerId = focused ?? this.board?.offers[0]?.id
    if (offerId) ask(this, { type: what, offerId })
  }

  #hold(change: { pointer?: boolean; focus?: boolean }): void {
    this.#pointer = change.pointer ?? this.#pointer
    this.#focus = change.focus ?? this.#focus
    this.held = this.#pointer || this.#focus
  }

  #handleListKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !(event.currentTarget instanceof HTMLElement)) return
    event.preventDefault()
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button.row')]
    const focused = this.shadowRoot?.activeElement
    const at = focused instanceof HTMLElement ? rows.indexOf(focused) : -1
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus()
  }

  #renderOffers(speech: Speech, board: Board): TemplateResult {
    const { inbox } = speech.words
    return html`<section aria-labelledby="offers">
      <h2 id="offers" tabindex="-1">${inbox.offers}${board.offers.length ? html`<span class="badge number">${board.offers.length}</span>` : nothing}</h2>
      ${
        board.offers.length === 0
          ? html`<p class="empty">
              ${board.presence === 'away' ? inbox.noOffersAway : inbox.noOffers}
              ${
                board.presence === 'away'
                  ? html`<button class="link" @click=${() => ask(this, { type: 'presence', presence: 'online' })}>${inbox.goOnline}</button>`
                  : nothing
              }
            </p>`
          : html`<ul class="offers">
              ${repeat(
                board.offers,
                (offer) => offer.id,
                (offer, index) =>
                  offerCard(
                    {
                      offer,
                      now: this.now,
                      declinedAt: this.declined[offer.item.session],
                      answering: this.answering[offer.id],
                      first: index === 0,
                      glance: this.glances[offer.id] ?? null,
                      answer: (what) => ask(this, { type: what, offerId: offer.id }),
                    },
                    speech,
                  ),
              )}
            </ul>`
      }
    </section>`
  }

  #renderMine(speech: Speech, board: Board): TemplateResult {
    const { inbox } = speech.words
    const reachable = this.#sorted.some((one) => one.session === this.selected)
      ? this.selected
      : this.#sorted[0]?.session
    return html`<section
      aria-labelledby="mine"
      @pointerenter=${() => this.#hold({ pointer: true })}
      @pointerleave=${() => this.#hold({ pointer: false })}
      @focusin=${() => this.#hold({ focus: true })}
      @focusout=${() => this.#hold({ focus: false })}
    >
      <h2 id="mine">${inbox.mine} <span class="number">${inbox.load(board.load ?? board.mine.length, board.capacity)}</span></h2>
      ${this.#sorted.length === 0 ? html`<p class="empty">${inbox.noMine}</p>` : nothing}
      <ul class="rows" @keydown=${this.#handleListKeyDown}>
        ${repeat(
          this.#sorted,
          (conversation) => conversation.session,
          (conversation) =>
            mineRow(
              {
                conversation,
                now: this.now,
                me: this.me,
                current: conversation.session === this.selected,
                reachable: conversation.session === reachable,
                select: () => ask(this, { type: 'select', session: conversation.session }),
              },
              speech,
            ),
        )}
      </ul>
    </section>`
  }

  #renderWaiting(speech: Speech, board: Board): TemplateResult {
    const { inbox, offer } = speech.words
    const shown = board.queue.slice(0, WAITING_SHOWN)
    const more = board.queueLength - shown.length
    return html`<section aria-labelledby="waiting">
      <h2 id="waiting">${inbox.waiting} <span class="number">${board.queueLength}</span></h2>
      ${board.queueLength === 0 ? html`<p class="empty">${inbox.noWaiting}</p>` : nothing}
      <ul class="rows">
        ${shown.map(
          (item) => html`<li class="row">
            <span class="baton" data-holder="queue" aria-hidden="true"></span>
            <div class="row-body">
              <div class="row-top">
                <span class="name">${queuedName(item, speech.words)}</span>
                <span class="aside number" title=${offer.waited(speech.span(this.now - item.queuedAt))}
                  >${speech.span(this.now - item.queuedAt)}</span
                >
              </div>
              <p class="line" lang=${item.locale}>${tellRemoved(item.want, speech.words.removal.text)}</p>
              ${item.call ? callWait(item, this.now, speech) : html`<p class="line">${reasonWords(speech.words, item.reason)}</p>`}
            </div>
          </li>`,
        )}
      </ul>
      ${more > 0 && shown.length > 0 ? html`<p class="empty">${inbox.more(more)}</p>` : nothing}
    </section>`
  }

  #renderTeam(speech: Speech, board: Board): TemplateResult {
    const { inbox, top } = speech.words
    const state = { online: top.online, away: top.away, offline: top.offlinePresence }
    return html`<section aria-labelledby="team">
      <h2 id="team">
        <button class="team-toggle" aria-expanded=${this.teamOpen} @click=${() => (this.teamOpen = !this.teamOpen)}>
          ${icons.chevron}${inbox.team}
          <span class="number">${board.agents.filter((agent) => agent.presence === 'online').length}</span>
        </button>
      </h2>
      <ul ?hidden=${!this.teamOpen}>
        ${board.agents.map(
          (agent) => html`<li class="mate" data-presence=${agent.presence}>
            <span class="name">${agent.name}${agent.id === this.me ? html` <span class="muted">(${inbox.you})</span>` : nothing}</span>
            <span class="spoken">${state[agent.presence]}</span>
            <span class="aside number">${inbox.load(agent.load, agent.capacity)}</span>
          </li>`,
        )}
      </ul>
    </section>`
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    if (!this.board) return html`<p class="empty">${this.speech.words.top.connecting}</p>`
    return html`${this.#renderOffers(this.speech, this.board)} ${this.#renderMine(this.speech, this.board)}
    ${this.#renderWaiting(this.speech, this.board)} ${this.#renderTeam(this.speech, this.board)}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-inbox': DeskInbox
  }
}
