import type { ClientProblem, Option, SessionEvent, SiteOptions } from '@baton/client'
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { Announcer } from '../announcer/announcer.ts'
import type { Calls } from '../call/calls.ts'
import { loadCalls } from '../call/load.ts'
import type { PlaceCall } from '../call/model.ts'
import {
  BatonBeforeOpenEvent,
  BatonCloseEvent,
  BatonErrorEvent,
  BatonMessageEvent,
  BatonOpenEvent,
  BatonReadyEvent,
  BatonUnreadEvent,
} from '../events.ts'
import { loadFiles } from '../files/load.ts'
import type { Dial } from '../line/dial.ts'
import { Line } from '../line/line.ts'
import { noticeStyles } from '../notice/notice.styles.ts'
import { refusedScreen } from '../notice/notice.ts'
import { part, tokens } from '../palette/tokens.styles.ts'
import type { RequestEvent } from '../request.ts'
import { unreadCount } from '../timeline/timeline.ts'
import { takeBroughtCode } from '../ways/brought-code.ts'
import { loadWays } from '../ways/load.ts'
import { loadWords } from '../words/load.ts'
import { resolveLocale } from '../words/locale.ts'
import type { Words } from '../words/words.ts'
import { conversation } from './conversation.ts'
import { Herald } from './herald.ts'
import { launcherStyles } from './launcher.styles.ts'
import { launcher } from './launcher.ts'
import { met, midway } from './marks.ts'
import { PanelDialog } from './panel-dialog.ts'
import { registerParts } from './parts.ts'
import { serve } from './serve.ts'
import { Surroundings } from './surroundings.ts'
import { widgetStyles } from './widget.styles.ts'

/** Returns the host site's signed token, or null while nobody is signed in. Called on every join. */
export type TokenSource = () => Promise<string | null>

/**
 * A chat that a bot answers first, and that is promoted to a person in the same session.
 *
 * @event baton-ready The element speaks its language.
 * @event baton-before-open Cancelable.
 * @event baton-open
 * @event baton-close
 * @event baton-message A message reached this device.
 * @event baton-unread The number of unread messages changed.
 * @event baton-error The gateway refused the page or a message.
 * @event baton-call-start The customer is on a call.
 * @event baton-call-end The call is over.
 * @csspart launcher The corner button.
 * @csspart panel The dialog.
 * @cssproperty --baton-z Stacking order, 2147483000.
 * @cssproperty --baton-offset-block Distance from the bottom, 20px.
 * @cssproperty --baton-offset-inline Distance from the side, 20px.
 */
export class BatonWidget extends LitElement {
  static override styles = [tokens, part, launcherStyles, widgetStyles, noticeStyles]

  /** Set where the tag is registered. */
  static version = ''

  readonly #announcer = new Announcer(this)
  readonly #herald = new Herald(this.#announcer)
  readonly #panel = new PanelDialog()
  readonly #surroundings = new Surroundings(this)
  readonly #line = new Line(this, { heard: (event) => this.heard(event), refused: (problem) => this.complain(problem) })
  readonly #brandSheet = new CSSStyleSheet()

  @query('dialog') private dialog!: HTMLDialogElement
  @query('#launcher') private launcherButton!: HTMLButtonElement | null

  @state() private words: Words | null = null

  /** Public key of the site. The only attribute that is required. */
  @property({ attribute: 'site-key' }) siteKey = ''
  /** Origin of the gateway; the page's own when it is not set. */
  @property() gateway = ''
  /** `zh-CN`, `zh-TW` or `en`; otherwise the nearest `lang`, then the browser's languages. */
  @property() locale: string | null = null
  /** Any CSS colour. */
  @property() brand: string | null = null
  /** Whether the panel is open. */
  @property({ type: Boolean, reflect: true, attribute: 'open' }) opened = false
  /** Hides the corner button, for sites that open the panel themselves. */
  @property({ type: Boolean, reflect: true, attribute: 'hidden-launcher' }) hiddenLauncher = false
  @property({ attribute: false }) token: TokenSource | null = null
  /** First questions offered before anything is said; the dictionary's own when null. */
  @property({ attribute: false }) starters: readonly Option[] | null = null
  /** How the connection is made; null: to the gateway. */
  @property({ attribute: false }) dial: Dial | null = null
  /** How calls are made; null: over the gateway. */
  @property({ attribute: false }) placeCall: PlaceCall | null = null

  /** Going on elsewhere is shown; with a code, a chat is to be connected. */
  @state() private ways: { code: string | null } | null = null

  /** Loaded where the customer may call. */
  @state() private calls: Calls | null = null
  /** The page asked for a call, which is begun as soon as there can be one. */
  wantsCall = false

  #shownSeq = 0
  #unread = 0
  #toldUnread = 0
  /** Opened by a page load, not by anybody: the page keeps its focus. */
  #resumed = false

  constructor() {
    super()
    registerParts()
  }

  override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot()
    if (root instanceof ShadowRoot) root.adoptedStyleSheets.push(this.#brandSheet)
    root.addEventListener('baton-request', this.handleRequest)
    return root
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const code = takeBroughtCode()
    if (code) {
      this.showWays(true, code)
      this.open()
    }
    // After a move: a modal dialog has left the top layer, and the languages around may be others.
    if (this.hasUpdated) void this.speak()
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    // A move in the document disconnects and reconnects within the microtask; only a removal hangs up.
    queueMicrotask(() => {
      if (!this.isConnected) this.#line.close()
    })
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || !this.words) void this.speak()
    if (changed.has('brand') && (this.brand || changed.get('brand'))) void this.paint()
    if (changed.has('siteKey') && !this.opened && midway.has(this.siteKey)) this.opened = this.#resumed = true
    if (changed.has('opened') && this.opened && !this.dispatchEvent(new BatonBeforeOpenEvent())) this.opened = false
    if (!this.opened) this.#resumed = false
    if (changed.has('siteKey') || changed.has('gateway') || changed.has('token')) this.#line.close()
    if (this.isConnected && this.siteKey && (this.opened || met.has(this.siteKey))) this.connect()
    if (!this.#line.client) this.#shownSeq = 0
    this.#unread = this.opened ? 0 : unreadCount(this.#line.snapshot, this.#shownSeq)
  }

  override updated(): void {
    if (!this.words || !this.isConnected) return
    this.markRead()
    this.#herald.tell(this.#line.snapshot, this.words)
    if (this.#unread !== this.#toldUnread) {
      this.#toldUnread = this.#unread
      this.dispatchEvent(new BatonUnreadEvent(this.#unread))
    }
    this.showOpened()
    if (this.#line.hasCalls && !this.calls)
      void loadCalls().then((offer) => {
        this.calls ??= offer(this, this.#line)
      })
    const { view } = this.#line.snapshot
    // Before the first welcome, what the page before left stands.
    if (this.opened && view) midway.set(this.siteKey, view.case?.open === true)
  }

  /** Shows the launcher. */
  show(): void {
    this.hiddenLauncher = false
  }

  /** Hides the launcher and closes the panel. */
  hide(): void {
    this.close()
    this.hiddenLauncher = true
  }

  open(): void {
    this.opened = true
  }

  close(): void {
    this.opened = false
  }

  toggle(): void {
    this.opened = !this.opened
  }

  /** Opens the panel where a call begins. Does no more than that where calls are not offered. */
  openCall(): void {
    this.wantsCall = this.opened = true
    this.requestUpdate()
  }

  /** Joins again as the host site's signed-in customer. */
  identify(token: TokenSource): void {
    this.token = token
  }

  /** Signs out: closes, and forgets this device's customer. */
  async shutdown(): Promise<void> {
    this.close()
    this.#forgetMarks()
    this.token = null
    await this.#line.forget(this.dial, this.site)
  }

  #forgetMarks(): void {
    met.set(this.siteKey, false)
    midway.set(this.siteKey, false)
  }

  /** Sites without a brand of their own never load what derives one. */
  private async paint(): Promise<void> {
    const brand = await import('./brand-sheet.ts').catch(() => null)
    brand?.brandSheet(this.brand, this.#brandSheet)
  }

  private async speak(): Promise<void> {
    const locale = resolveLocale(this.locale, this)
    const words = await loadWords(locale).catch(() => null)
    if (!words) window.addEventListener('online', () => this.speak(), { once: true })
    if (!words || resolveLocale(this.locale, this) !== locale) return
    const first = !this.words
    this.words = words
    if (!first) return
    await this.updateComplete
    this.dispatchEvent(new BatonReadyEvent())
  }

  /** Part of the panel asks for it, and closes it. */
  showWays(on: boolean, code: string | null = null): void {
    this.ways = on ? { code } : null
    if (on) void loadWays()
    // The focus in it would go too.
    else this.dialog.focus()
  }

  private get site(): SiteOptions {
    const { siteKey, token } = this
    return {
      gateway: this.gateway || location.origin,
      siteKey,
      locale: resolveLocale(this.locale, this),
      ...(token && { token }),
    }
  }

  private connect(): void {
    this.#line.open(this.dial, this.site)
  }

  private showOpened(): void {
    const hadFocus = this.shadowRoot?.activeElement != null
    if (!this.#panel.sync(this.dialog, this.opened, this.#surroundings, this.#resumed)) return
    this.#resumed = false
    if (this.opened) {
      met.set(this.siteKey, true)
      void loadFiles()
      this.dispatchEvent(new BatonOpenEvent())
      return
    }
    midway.set(this.siteKey, false)
    if (hadFocus) this.launcherButton?.focus()
    this.dispatchEvent(new BatonCloseEvent())
  }

  private heard(event: SessionEvent): void {
    if (event.kind === 'message') this.dispatchEvent(new BatonMessageEvent(event))
    if (this.words) this.#herald.heard(event, this.#line.snapshot, this.words)
  }

  private complain(problem: ClientProblem): void {
    if (problem.code === 'revoked') this.#forgetMarks()
    if (this.words) this.#herald.complain(problem, this.#line.snapshot, this.words)
    this.dispatchEvent(new BatonErrorEvent(problem))
  }

  private markRead(): void {
    const last = this.#line.snapshot.events.at(-1)?.seq ?? 0
    if (!this.opened || !this.#surroundings.visible || last <= this.#shownSeq) return
    this.#shownSeq = last
    this.#line.client?.read(last)
  }

  private readonly handleRequest = (event: Event): void => {
    event.stopPropagation()
    if (!serve((event as RequestEvent).request, this.#line, this)) event.preventDefault()
  }

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    this.close()
  }

  private readonly handleCancel = (event: Event): void => {
    event.preventDefault()
    this.close()
  }

  override render(): TemplateResult | undefined {
    const { words, opened, calls } = this
    if (!words) return
    const { snapshot, business, hasWays } = this.#line
    const { polite, assertive } = this.#announcer
    return html`
      <section lang=${words.locale} aria-label=${words.region}>
        ${this.hiddenLauncher ? null : launcher(opened, this.#unread, words, () => this.toggle())}
        ${calls?.outside(words)}
        <p class="unseen" role="status">${opened ? '' : polite}</p>
        <dialog
          id="panel"
          part="panel"
          tabindex="-1"
          aria-label=${words.panel(business)}
          @keydown=${this.handleKeyDown}
          @cancel=${this.handleCancel}
        >
          <baton-header .words=${words} .snapshot=${snapshot} .business=${business} .hasWays=${hasWays} .calls=${calls}></baton-header>
          ${this.ways && html`<baton-ways .words=${words} .snapshot=${snapshot} .code=${this.ways.code} .token=${this.token}></baton-ways>`}
          ${snapshot.connection === 'refused' ? refusedScreen(snapshot, words) : conversation(snapshot, words, business, this.starters, calls)}
          <p class="unseen" role="status">${opened ? polite : ''}</p>
          <p class="unseen" role="alert">${assertive}</p>
        </dialog>
      </section>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-widget': BatonWidget
  }
}
