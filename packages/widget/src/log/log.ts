import type { Option, SessionSnapshot } from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Calls } from '../call/calls.ts'
import { loadCards } from '../cards/load.ts'
import { holderKind } from '../header/holder.ts'
import { downIcon } from '../icons.ts'
import { batonBar, part } from '../palette/tokens.styles.ts'
import { ask, say } from '../request.ts'
import { richText } from '../rich-text/rich-text.ts'
import { dayAndTime } from '../timeline/clock.ts'
import { type Item, openOptions, pastTimeline, timeline } from '../timeline/timeline.ts'
import { welcome } from '../welcome/welcome.ts'
import { partyName } from '../words/party-name.ts'
import type { Words } from '../words/words.ts'
import { cardStyles } from './card.styles.ts'
import { choices } from './choices.ts'
import { groupView, speaker } from './group.ts'
import { logStyles } from './log.styles.ts'
import { noticeText } from './notice-text.ts'

/** Within this distance of the end, new content keeps the end in view. */
const STICK_PX = 56
const OLDER_PX = 80
const BOT = { role: 'bot' } as const

/** The conversation. Never moves what the reader is looking at. */
export class BatonLog extends LitElement {
  static override styles = [part, batonBar, logStyles, cardStyles]

  @query('.scroller') private scroller!: HTMLElement
  @query('.content') private content!: HTMLElement

  @state() private missed = 0

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) snapshot!: SessionSnapshot
  @property({ attribute: false }) starters: readonly Option[] | null = null
  @property() business = ''
  /** Where the customer may call. */
  @property({ attribute: false }) calls: Calls | null = null

  #stick = true
  #items: readonly Item[] = []
  #earlier: readonly { session: string; items: readonly Item[] }[] = []
  #heightBefore = 0
  #top = 0
  #loading = false
  readonly #resizes = new ResizeObserver(() => this.settle())

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.watch()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resizes.disconnect()
  }

  override firstUpdated(): void {
    this.watch()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('snapshot')) return
    const before = changed.get('snapshot')
    this.#items = timeline(this.snapshot)
    if (this.snapshot.earlier !== before?.earlier) this.#earlier = this.segments()
    if (!before) return
    this.follow()
    const grewAbove = before.events[0]?.seq !== this.snapshot.events[0]?.seq || before.earlier !== this.snapshot.earlier
    this.#heightBefore = grewAbove ? (this.scroller?.scrollHeight ?? 0) : 0
    if (this.snapshot.events !== before.events || before.earlier !== this.snapshot.earlier) this.#loading = false
    if (this.snapshot.pending.length > before.pending.length) this.#stick = true
    const newest = before.events.at(-1)?.seq ?? 0
    if (!this.#stick && newest > 0)
      this.missed += this.snapshot.events.filter(({ kind, seq }) => kind === 'message' && seq > newest).length
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('snapshot')) return
    // An older page came in above: keep the line being read where it is.
    if (this.#heightBefore > 0 && !this.#stick)
      this.scroller.scrollTop += this.scroller.scrollHeight - this.#heightBefore
    this.#heightBefore = 0
    this.settle()
    if (this.content.querySelector('baton-queue-card, baton-rating, baton-summary')) void loadCards()
  }

  /** Shows the newest message. */
  toEnd(): void {
    this.#stick = true
    this.missed = 0
    this.settle()
  }

  /** What was said before the customer signed in: nothing in it is still to be answered. */
  private segments(): { session: string; items: readonly Item[] }[] {
    return (this.snapshot.earlier ?? []).map(({ session, events }) => ({
      session,
      items: pastTimeline(this.snapshot, events),
    }))
  }

  private watch(): void {
    this.#resizes.observe(this.scroller)
    this.#resizes.observe(this.content)
  }

  private settle(): void {
    if (!this.#stick) return
    this.scroller.scrollTop = this.scroller.scrollHeight
    this.#top = this.scroller.scrollTop
  }

  /** Read before every update as well: a scroll event may come a frame late. */
  private follow(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    // Content that grew since the last frame is not the reader leaving the end; only going up is.
    if (scrollHeight - scrollTop - clientHeight < STICK_PX) this.#stick = true
    else if (scrollTop < this.#top) this.#stick = false
    this.#top = scrollTop
  }

  private readonly handleScroll = (): void => {
    this.follow()
    if (this.#stick) this.missed = 0
    else if (this.#top < OLDER_PX) this.loadOlder()
  }

  private loadOlder(): void {
    if (!this.snapshot.hasOlder || this.#loading) return
    this.#loading = true
    this.#stick = false
    this.requestUpdate()
    ask(this, { kind: 'older' })
  }

  private readonly choose = (text: string): boolean => {
    const isSaid = say(this, text)
    if (isSaid) this.keepFocus()
    return isSaid
  }

  /** A choice or a card goes when it was made or answered, and the focus in it would go too. */
  private readonly keepFocus = (): void => this.scroller.focus()

  override render(): TemplateResult {
    const { words, snapshot, business } = this
    const talked = this.#items.some(({ kind }) => kind === 'group')
    const lastOwn = this.#items.findLast((item) => item.kind === 'group' && item.own)
    const starters = holderKind(snapshot) === 'bot' ? (this.starters ?? words.starters) : []
    const known = snapshot.view !== null || snapshot.connection === 'offline'
    return html`
      <div class="scroller" role="log" aria-live="off" aria-label=${words.conversation} tabindex="0" @scroll=${this.handleScroll}>
        <div class="content">
          ${
            snapshot.hasOlder
              ? html`<button class="quiet older" type="button" @click=${this.loadOlder} ?disabled=${this.#loading}>
                  ${this.#loading ? words.loadingOlder : words.older}
                </button>`
              : nothing
          }
          ${known && !talked && !snapshot.hasOlder && this.#earlier.length === 0 ? welcome(words, business, starters, this.choose, this.calls?.invitation(words)) : nothing}
          ${repeat(
            this.#earlier,
            ({ session }) => session,
            ({ items }) => html`<p class="gap">${words.earlierSegment}</p>
              ${repeat(
                items,
                ({ key }) => key,
                (item) => this.itemView(item),
              )}`,
          )}
          ${repeat(
            this.#items,
            ({ key }) => key,
            (item) => this.itemView(item, lastOwn),
          )}
          ${this.liveView()} ${this.optionsView()}
          ${
            holderKind(snapshot) === 'queue'
              ? html`<baton-queue-card
                  .words=${words}
                  .place=${snapshot.view?.queue ?? null}
                  @baton-request=${this.keepFocus}
                ></baton-queue-card>`
              : nothing
          }
        </div>
      </div>
      <button class="pill" type="button" ?hidden=${this.missed === 0} @click=${this.toEnd}>
        ${words.newMessages(this.missed)}${downIcon}
      </button>
    `
  }

  private itemView(item: Item, lastOwn?: Item): TemplateResult {
    const now = Date.now() + this.snapshot.clockOffsetMs
    switch (item.kind) {
      case 'time':
        return html`<p class="gap">${dayAndTime(item.at, now, this.words)}</p>`
      case 'notice':
        return html`<p class="notice">${noticeText(item.notice, this.words)} ${this.calls?.after(item.notice, this.words)}</p>`
      case 'summary':
        return html`<baton-summary .words=${this.words} .summary=${item.summary} .now=${now}></baton-summary>`
      case 'rating':
        return html`<baton-rating
          .words=${this.words}
          .sent=${this.snapshot.pending.findLast(({ command }) => command.kind === 'rate') ?? null}
          @baton-request=${this.keepFocus}
        ></baton-rating>`
      case 'group':
        return groupView(item, this.words, item === lastOwn)
    }
  }

  /** What is being written at this moment. */
  private liveView(): TemplateResult | typeof nothing {
    const { words, snapshot } = this
    const stream = snapshot.view?.stream
    if (stream?.text)
      return html`<div class="group">
        ${speaker(BOT, words)}
        <div class="message"><div class="bubble" aria-busy="true">${richText(stream.text)}</div></div>
      </div>`
    const writer = snapshot.typing.find(({ role }) => role !== 'customer') ?? (stream && BOT)
    if (!writer) return nothing
    return html`<div class="group">
      ${speaker(writer, words)}
      <div class="bubble dots" role="img" aria-label=${words.typing(partyName(writer, words))}><i></i><i></i><i></i></div>
    </div>`
  }

  private optionsView(): TemplateResult | typeof nothing {
    const options = openOptions(this.snapshot)
    if (options.length === 0) return nothing
    return html`<ul class="options" aria-label=${this.words.replies}>
      ${choices(options, this.choose)}
    </ul>`
  }
}
