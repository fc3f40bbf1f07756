import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { announcementWords } from './announcement-words.ts'
import './channels/channels.ts'
import './channels/undelivered.ts'
import './context/context.ts'
import './conversation/conversation.ts'
import { deskStyles } from './desk.styles.ts'
import { FocusDue } from './focus-due.ts'
import './frame/top-bar.ts'
import './inbox/inbox.ts'
import './integrations/api-keys.ts'
import './integrations/connectors.ts'
import './integrations/crm.ts'
import './integrations/webhooks.ts'
import { type Speech, speechOf } from './locale/speech.ts'
import { shortcutOf } from './shortcut.ts'
import './sign-in/sign-in.ts'
import { callWithout } from './store/calls.ts'
import type { DeskStore } from './store/desk-store.ts'
import { draftKey } from './store/place.ts'
import { isAtLeast, screensFor } from './store/rank.ts'
import { type Column, DeskRequest, type Request, type Screen } from './store/request.ts'
import { controls } from './theme/controls.styles.ts'
import { tokens } from './theme/tokens.styles.ts'
import { TypeAhead } from './type-ahead.ts'

const TICK_MS = 1000
const MINUTE_MS = 60_000

/** Asked for again with every tick until it is there: a line that was down comes back. */
function loadSoftphone(): void {
  if (customElements.get('desk-softphone')) return
  Promise.all([import('./call/softphone.ts'), import('./call/glance.ts')]).catch(() => {})
}

/**
 * The agents' workspace. Holds no business state: it draws what the store says and passes every request on.
 *
 * @summary Inbox, conversation and customer side by side, behind a sign-in.
 */
@customElement('baton-desk')
export class BatonDesk extends LitElement {
  static override styles = [tokens, controls, deskStyles]

  @state() private column: Column = 'inbox'

  /** Decides everything; must be set before the element shows anything. */
  @property({ attribute: false }) store: DeskStore | null = null

  readonly #focusDue = new FocusDue(this)
  readonly #typeAhead = new TypeAhead((text) => this.#append(text))

  #stop = () => {}
  #tick: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener(DeskRequest.type, this.#handleRequest)
    document.addEventListener('keydown', this.#handleDocumentKeyDown)
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS)
    if (this.store) this.#follow(this.store)
  }

  override disconnectedCallback(): void {
    this.removeEventListener(DeskRequest.type, this.#handleRequest)
    document.removeEventListener('keydown', this.#handleDocumentKeyDown)
    clearInterval(this.#tick)
    this.#stop()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('store') && this.store && this.isConnected) this.#follow(this.store)
    const state = this.store?.state
    if (!state) return
    const { locale, density, scheme } = state.preferences
    this.lang = locale
    this.setAttribute('density', density)
    this.setAttribute('scheme', scheme)
    document.documentElement.lang = locale
    const offers = state.floor?.board?.offers.length ?? 0
    const name = speechOf(locale).words.product
    const title = state.identity ? `${state.identity.business} · ${name}` : name
    document.title = offers > 0 ? `(${offers}) ${title}` : title
  }

  #follow(store: DeskStore): void {
    this.#stop()
    let { selected, phase } = store.state
    this.#stop = store.subscribe(() => {
      const before = { selected, phase }
      ;({ selected, phase } = store.state)
      this.requestUpdate()
      if (selected !== before.selected) {
        this.column = selected ? 'conversation' : 'inbox'
        if (selected) this.#focusDue.set(() => this.#toComposer())
      } else if (phase === 'signed-in' && before.phase === 'signed-out')
        this.#focusDue.set(async () => (await this.#inbox?.focusOffers()) ?? false)
    })
  }

  get #conversation() {
    return this.renderRoot.querySelector('desk-conversation')
  }

  get #inbox() {
    return this.renderRoot.querySelector('desk-inbox')
  }

  async #toComposer(): Promise<boolean> {
    const isThere = (await this.#conversation?.focusComposer()) ?? false
    if (isThere) this.#typeAhead.end()
    return isThere
  }

  /** Where to go on after a session was handed back or resolved. */
  async #toNext(session: string): Promise<boolean> {
    await this.#conversation?.updateComplete
    return (await this.#inbox?.focusNext(session)) || (this.#conversation?.focusBack() ?? false)
  }

  #append(text: string): void {
    const session = this.store?.state.selected
    if (!this.store || !session || text === '') return
    const before = this.store.state.drafts[draftKey('reply', session)] ?? ''
    void this.store.request({ type: 'draft', session, mode: 'reply', text: before + text })
  }

  async #accept(store: DeskStore, request: Request): Promise<void> {
    this.#typeAhead.begin()
    await store.request(request)
    if (store.state.problem) this.#typeAhead.drop()
    else this.#typeAhead.confirmed()
  }

  readonly #handleRequest = (event: Event): void => {
    if (!(event instanceof DeskRequest)) return
    event.stopPropagation()
    const { request } = event
    if (request.type === 'show') this.#show(request.column)
    if (request.type === 'screen' && request.screen === 'floor')
      this.renderRoot.querySelector('desk-top-bar')?.focusSettings()
    // Choosing what is already chosen still means: take me there.
    if (request.type === 'select' && request.session === this.store?.state.selected) {
      this.column = 'conversation'
      void this.#toComposer()
    }
    if (request.type === 'send' && (request.command.kind === 'handback' || request.command.kind === 'resolve'))
      this.#focusDue.set(() => this.#toNext(request.session))
    if (request.type === 'transfer')
      this.#focusDue.set(() => (request.to === 'queue' ? this.#toNext(request.session) : this.#toComposer()))
    if (request.type === 'hand-over') this.#handOver(request.session, request.how)
    if (request.type === 'accept' && this.store) void this.#accept(this.store, request)
    else void this.store?.request(request)
  }

  #handOver(session: string, how: 'handback' | 'transfer'): void {
    this.column = 'conversation'
    void this.store?.request({ type: 'screen', screen: 'floor' })
    void this.store?.request({ type: 'select', session })
    void this.updateComplete.then(() => this.#conversation?.startClosing(how))
  }

  #show(column: Column): void {
    const before = this.column
    this.column = column
    void this.updateComplete.then(() => {
      if (column === 'context') this.renderRoot.querySelector('desk-context')?.focus()
      else if (before === 'context') void this.#toComposer()
      else if (column === 'inbox') this.#inbox?.focus()
    })
  }

  readonly #handleDocumentKeyDown = (event: KeyboardEvent): void => {
    const { store } = this
    if (store?.state.phase !== 'signed-in') return
    if (this.#typeAhead.take(event)) return
    const shortcut = shortcutOf(event, store.state.preferences.letterKeys)
    if (!shortcut) return
    switch (shortcut) {
      case 'accept':
      case 'decline':
        this.#inbox?.answerOffer(shortcut)
        break
      case 'handback':
      case 'resolve':
      case 'transfer':
        void this.#conversation?.startClosing(shortcut)
        break
      case 'mode':
        void this.#conversation?.toggleMode()
        break
      case 'next':
      case 'previous':
        this.#step(shortcut === 'next' ? 1 : -1, this.#inbox?.order ?? [])
        break
      case 'presence': {
        const presence = store.state.floor?.board?.presence === 'online' ? 'away' : 'online'
        void store.request({ type: 'presence', presence })
        break
      }
      case 'context':
        this.#show(this.column === 'context' ? 'conversation' : 'context')
        break
      case 'mute':
        void store.request({ type: 'phone', use: (call) => call.mute(!call.snapshot.muted) })
        break
      case 'hold':
        void store.request({ type: 'phone', use: (call) => call.hold(!call.snapshot.held) })
        break
      case 'help':
        void this.renderRoot.querySelector('desk-top-bar')?.toggle('shortcuts')
        break
      case 'leave':
        if (store.state.screen !== 'floor') {
          void store.request({ type: 'screen', screen: 'floor' })
          this.renderRoot.querySelector('desk-top-bar')?.focusSettings()
          break
        }
        if (this.column !== 'context') return
        this.#show('conversation')
        break
      default:
        shortcut satisfies never
    }
    event.preventDefault()
  }

  #step(by: 1 | -1, order: readonly string[]): void {
    const at = order.indexOf(this.store?.state.selected ?? '')
    const session = order[at < 0 ? 0 : (at + by + order.length) % order.length]
    if (session) void this.store?.request({ type: 'select', session })
  }

  #renderWorkspace(store: DeskStore, speech: Speech): TemplateResult {
    const { state } = store
    const { words } = speech
    return html`<div class="frame">
      ${state.screen === 'floor' ? html`<button class="button skip" @click=${() => this.#conversation?.focusComposer()}>${words.skip}</button>` : nothing}
      <header>
        <desk-top-bar
          .speech=${speech}
          .identity=${state.identity}
          .floor=${state.floor}
          .preferences=${state.preferences}
          .problem=${state.problem}
          .alert=${state.alert}
          .notifyDenied=${state.notifyDenied}
        ></desk-top-bar>
      </header>
      ${this.#renderSoftphone(store, speech)} ${this.#renderScreen(store, speech) ?? this.#renderFloor(store, speech)}
    </div>`
  }

  /** Loaded when there is something to speak of: most days begin in writing. */
  #renderSoftphone(store: DeskStore, speech: Speech): TemplateResult {
    const { state } = store
    const { call, conversations } = state
    const board = state.floor?.board
    const without = callWithout(conversations, call, state.identity?.agent.id ?? '')
    const wrapUpUntil = board?.wrapUpUntil ?? null
    const isNeeded = call || without || wrapUpUntil !== null
    if (isNeeded || board?.offers.some(({ item }) => item.call)) loadSoftphone()
    if (!isNeeded) return html`<div></div>`
    const spoken = conversations.find(({ session }) => session === (call?.session ?? store.lastCall)) ?? null
    return html`<desk-softphone
      .speech=${speech}
      .call=${call}
      .conversation=${spoken}
      .me=${state.identity?.agent.id ?? ''}
      .without=${without}
      .noteTo=${spoken && !spoken.left ? spoken.session : null}
      .wrapUpUntil=${wrapUpUntil}
      .now=${store.now()}
      .clock=${Date.now()}
    ></desk-softphone>`
  }

  /** What is shown in place of the floor, for those who may; null when nothing is. */
  #renderScreen({ state }: DeskStore, speech: Speech): TemplateResult | null {
    const screen = screensFor(state.identity).find((one) => one === state.screen)
    return screen ? html`<main class="screen">${this.#renderSettings(screen, speech)}</main>` : null
  }

  #renderSettings(screen: Exclude<Screen, 'floor'>, speech: Speech): TemplateResult {
    const now = this.store?.now() ?? 0
    switch (screen) {
      case 'channels':
        return html`<desk-channels .speech=${speech}></desk-channels>`
      case 'undelivered':
        return html`<desk-undelivered .speech=${speech}></desk-undelivered>`
      case 'webhooks':
        return html`<desk-webhooks .speech=${speech} .now=${now}></desk-webhooks>`
      case 'api-keys':
        return html`<desk-api-keys .speech=${speech} .now=${now}></desk-api-keys>`
      case 'connectors':
        return html`<desk-connectors .speech=${speech}></desk-connectors>`
      case 'crm':
        return html`<desk-crm .speech=${speech}></desk-crm>`
    }
  }

  #renderFloor(store: DeskStore, speech: Speech): TemplateResult {
    const { state } = store
    const { words } = speech
    const board = state.floor?.board ?? null
    const conversation = state.conversations.find((one) => one.session === state.selected) ?? null
    const me = state.identity?.agent.id ?? ''
    const now = store.now()
    return html`<div class="columns" data-column=${this.column}>
        <nav aria-label=${words.inbox.title}>
          <desk-inbox
            .speech=${speech}
            .board=${board}
            .conversations=${state.conversations}
            .answering=${state.answering}
            .declined=${state.declined}
            .glances=${state.glances}
            .selected=${state.selected}
            .me=${me}
            .now=${now}
          ></desk-inbox>
        </nav>
        <main>
          <desk-conversation
            .speech=${speech}
            .conversation=${conversation}
            .drafts=${state.drafts}
            .me=${me}
            .sees=${isAtLeast('senior', state.identity)}
            .presence=${board?.presence ?? 'offline'}
            .offers=${board?.offers.length ?? 0}
            .choice=${state.conversations.length > 0}
            .contextShown=${this.column === 'context'}
            .ways=${state.ways}
            .calls=${state.identity?.calls === true}
            .team=${board?.agents ?? []}
            .transfer=${board?.mine.find(({ item }) => item.session === state.selected)?.transfer ?? null}
            .onCall=${state.call !== null && state.call.snapshot.status !== 'ended'}
            .now=${now}
          ></desk-conversation>
        </main>
        <aside aria-label=${words.context.title}>
          <desk-context
            tabindex="0"
            .speech=${speech}
            .conversation=${conversation}
            .conversations=${state.conversations}
            .queue=${board?.queue ?? []}
            .now=${Math.floor(now / MINUTE_MS) * MINUTE_MS}
            .links=${isAtLeast('senior', state.identity)}
          ></desk-context>
        </aside>
      </div>`
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this
    if (!store) return nothing
    const { state } = store
    const speech = speechOf(state.preferences.locale)
    return html`
      ${
        state.phase === 'signed-in'
          ? this.#renderWorkspace(store, speech)
          : state.phase === 'signed-out'
            ? html`<desk-sign-in .speech=${speech} .signIn=${state.signIn}></desk-sign-in>`
            : html`<div class="starting"></div>`
      }
      <div class="spoken" role="status" aria-live="polite">${announcementWords(state.announcement, speech.words)}</div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-desk': BatonDesk
  }
}
