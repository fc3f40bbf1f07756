import type { DeskIdentity, FloorAlert, FloorClient, FloorSnapshot, QueuedSession, SessionEvent } from '@baton/client'
import { gistOf } from '../conversation/gist.ts'
import { customerName, queuedName } from '../locale/customer-name.ts'
import type { Dictionary } from '../locale/dictionary.ts'
import { resolveLocale } from '../locale/locale.ts'
import { reasonWords } from '../locale/reason-words.ts'
import { speechOf } from '../locale/speech.ts'
import { Calls, isCallWaiting } from './calls.ts'
import { endedBy, linkedTo } from './conversation.ts'
import { Conversations } from './conversations.ts'
import { newsOf } from './news.ts'
import { Offers } from './offers.ts'
import { draftKey, draftsMoved, draftsOf, forgetPlace, loadPlace, savePlace } from './place.ts'
import type { DeskPorts } from './ports.ts'
import { loadPreferences, type Preferences, savePreferences } from './preferences.ts'
import { problemOf } from './problem.ts'
import { screensFor } from './rank.ts'
import type { Request, Screen } from './request.ts'
import { type DeskState, NOBODY } from './state.ts'

/** Two people may share a tab, one after the other. */
const ownerOf = ({ workspace, agent }: DeskIdentity): string => `${workspace}/${agent.id}`

/** Owns the floor and every open session, and decides what becomes of each request. */
export class DeskStore {
  readonly #ports: DeskPorts
  readonly #listeners = new Set<() => void>()
  readonly #conversations: Conversations
  readonly #offers: Offers
  readonly #calls: Calls
  #floor: FloorClient | null = null
  #stopFloor = () => {}
  #state: DeskState

  constructor(ports: DeskPorts) {
    this.#ports = ports
    this.#conversations = new Conversations(ports, {
      changed: () => {
        this.#set({ conversations: this.#conversations.all })
        const due = this.#calls.due(this.#state.conversations)
        if (due) void this.#call(due, 'join')
        else this.#ring()
      },
      event: (session, event) => this.#heard(session, event),
      left: (conversation) => {
        this.#calls.leave(conversation.session)
        const how = endedBy(conversation, this.#state.identity?.agent.id ?? '')
        this.#set({ announcement: { kind: 'left', customer: customerName(conversation, this.#words), how } })
      },
      erased: (problem) => {
        this.#forgetGone()
        this.#set({ problem })
      },
    })
    this.#offers = new Offers({
      changed: (answering) => {
        this.#set({ answering })
        this.#ring()
      },
      accepted: (floor, { item }, assigned, ticket) => {
        if (floor !== this.#floor) return
        const now = this.now()
        if (item.call) this.#calls.expect(item.session)
        this.#conversations.open(assigned?.item ?? item, assigned?.acceptedAt ?? now, floor, now, ticket)
        this.#set({ selected: item.session, problem: null })
      },
      declined: ({ item }) => this.#set({ declined: { ...this.#state.declined, [item.session]: this.now() } }),
      failed: (problem) => this.#set({ problem }),
    })
    this.#calls = new Calls(ports.voice, {
      changed: (call) => {
        this.#set({ call })
        this.#ring()
      },
      failed: (error) => this.#set({ problem: problemOf(error) }),
    })
    this.#state = {
      ...NOBODY,
      phase: 'starting',
      signIn: { busy: false, problem: null, expired: false, workspace: ports.workspace },
      notifyDenied: false,
      preferences: loadPreferences(ports.preferences, resolveLocale(ports.languages)),
    }
  }

  get state(): DeskState {
    return this.#state
  }

  get #words(): Dictionary {
    return speechOf(this.#state.preferences.locale).words
  }

  /** The gateway's clock, in milliseconds since 1970. */
  now(): number {
    return this.#ports.now() + (this.#state.floor?.clockOffsetMs ?? 0)
  }

  /** The session of the last call, for the work after it. */
  get lastCall(): string | null {
    return this.#calls.last
  }

  /** Returns the function that stops listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Goes on where this browser is already signed in. */
  async start(): Promise<void> {
    try {
      const identity = await this.#ports.api.me()
      if (identity) this.#enter(identity)
      else this.#set({ phase: 'signed-out' })
    } catch (error) {
      this.#set({ phase: 'signed-out', signIn: { ...this.#state.signIn, problem: problemOf(error) } })
    }
  }

  async request(request: Request): Promise<void> {
    const client = 'session' in request ? this.#conversations.client(request.session) : undefined
    switch (request.type) {
      case 'sign-in':
        return this.#signIn(request)
      case 'sign-out':
        return this.#signOut()
      case 'presence':
        return this.#attempt(() => this.#floor?.setPresence(request.presence))
      case 'accept':
      case 'decline':
        return this.#answer(request.type, request.offerId)
      case 'select':
        return this.#set({ selected: request.session })
      case 'close':
        return this.#close(request.session)
      case 'send':
        // Nobody stays beside the bot, nor when it is over.
        if (request.command.kind === 'handback' || request.command.kind === 'resolve')
          this.#calls.stay(request.session, false)
        client?.send(request.command)
        return
      case 'reveal':
        return this.#conversations.reveal(request.session, request)
      case 'hide':
        return this.#conversations.hide(request.session, request)
      case 'draft':
        return this.#draft(request)
      case 'retry':
        return client?.retry(request.id)
      case 'discard':
        return client?.discard(request.id)
      case 'typing':
        return client?.typing(request.on)
      case 'read':
        return this.#conversations.seen(request.session, request.seq)
      case 'older':
        return this.#attempt(() => this.#conversations.loadOlder(request.session))
      case 'client':
        if (client) request.use(client)
        return
      case 'api':
        return request.use(this.#ports.api)
      case 'call':
        return this.#call(request.session, request.what)
      case 'phone':
        return this.#calls.use(request.use)
      case 'dismiss-call':
        return this.#calls.dismiss()
      case 'voice':
        return this.#attempt(async () => request.use(await this.#calls.voice()))
      case 'glance':
        return this.#glance(request.offerId)
      case 'ready':
        return this.#attempt(() => this.#floor?.ready())
      case 'transfer':
        this.#calls.stay(request.session, request.stay)
        return this.#attempt(() => this.#floor?.transfer(request.session, request.to, request.note))
      case 'recall':
        this.#calls.stay(request.session, false)
        return this.#attempt(() => this.#floor?.recall(request.session))
      case 'screen':
        return this.#show(request.screen)
      case 'prefer':
        return this.#prefer(request.change)
      case 'dismiss-alert':
        return this.#set({ alert: null })
      case 'dismiss':
        return this.#set({ problem: null })
      case 'show':
      case 'hand-over':
        return
      default:
        request satisfies never
    }
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change }
    if (change.selected !== undefined || change.drafts || change.screen) this.#savePlace()
    for (const listener of this.#listeners) listener()
  }

  async #attempt(work: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#set({ problem: problemOf(error) })
    }
  }

  async #call(session: string, what: 'start' | 'join'): Promise<void> {
    const client = this.#conversations.client(session)
    const floor = this.#floor
    if (!client || !floor) return
    const rejoin = (call: string) => floor.rejoin(session, call)
    await this.#calls.begin(session, client, what, { ...this.#state.preferences, rejoin })
  }

  /** What cannot be shown is asked for again soon; the offer itself says when it has gone. */
  async #glance(offerId: string): Promise<void> {
    const seen = await this.#floor?.glance(offerId).catch(() => null)
    const offers = this.#state.floor?.board?.offers.map(({ id }) => id) ?? []
    if (!seen || !offers.includes(offerId)) return
    const there = Object.entries(this.#state.glances).filter(([id]) => offers.includes(id))
    this.#set({ glances: { ...Object.fromEntries(there), [offerId]: seen } })
  }

  async #signIn({ workspace, email, password }: Extract<Request, { type: 'sign-in' }>): Promise<void> {
    this.#set({ signIn: { busy: true, problem: null, expired: false, workspace } })
    try {
      this.#enter(await this.#ports.api.login({ workspace, email, password }))
    } catch (error) {
      this.#set({ signIn: { busy: false, problem: problemOf(error), expired: false, workspace } })
    }
  }

  #enter(identity: DeskIdentity): void {
    const floor = this.#ports.floor()
    this.#floor = floor
    this.#stopFloor = floor.on('change', (snapshot) => this.#followFloor(floor, snapshot))
    const place = loadPlace(this.#ports.place, ownerOf(identity))
    this.#set({
      ...place,
      screen: screensFor(identity).find((one) => one === place.screen) ?? 'floor',
      phase: 'signed-in',
      identity,
      floor: floor.snapshot,
      signIn: { busy: false, problem: null, expired: false, workspace: identity.workspace },
    })
    floor.connect()
    void this.#learnWays(floor)
  }

  /** Names and templates of accounts; without them a way is called by its channel. */
  async #learnWays(floor: FloorClient | null): Promise<void> {
    try {
      const ways = await this.#ports.api.ways()
      if (floor === this.#floor) this.#set({ ways })
    } catch {
      // Nothing that an agent has to do waits for it: it is asked for again with the next sign-in, or after a change.
    }
  }

  #show(screen: Screen): void {
    this.#set({ screen })
    if (screen === 'floor') void this.#learnWays(this.#floor)
  }

  async #signOut(): Promise<void> {
    await this.#attempt(() => this.#ports.api.logout())
    forgetPlace(this.#ports.place)
    this.#leave(false)
  }

  #leave(expired: boolean): void {
    this.#stopFloor()
    this.#floor?.close()
    this.#floor = null
    this.#calls.leave()
    this.#ports.ringer.ring(false)
    this.#conversations.closeAll()
    this.#offers.forget()
    const { workspace } = this.#state.signIn
    this.#set({ ...NOBODY, phase: 'signed-out', signIn: { busy: false, problem: null, expired, workspace } })
  }

  #followFloor(floor: FloorClient, snapshot: FloorSnapshot): void {
    if (snapshot.connection === 'refused' && snapshot.problem?.code === 'unauthenticated') return this.#leave(true)
    const news = newsOf(this.#state.floor?.board, snapshot.board)
    const alert = snapshot.alert === this.#state.floor?.alert ? null : snapshot.alert
    this.#set({ floor: snapshot })
    this.#ring()
    if (snapshot.board) {
      const before = new Set(this.#conversations.all.map(({ session }) => session))
      this.#conversations.follow(snapshot.board.mine, floor, this.now(), this.#offers.accepting)
      this.#goAlong(before)
      this.#forgetGone()
    }
    if (alert) this.#alerted(alert)
    if (news.setAway) this.#set({ announcement: { kind: 'away' } })
    if (news.offer) this.#offered(news.offer.item)
  }

  #ring(): void {
    const isWaiting = isCallWaiting(this.#state)
    this.#ports.ringer.ring(isWaiting && this.#state.preferences.ring)
    // What speaks is here before the agent answers: it has to begin in the very click.
    if (isWaiting) this.#calls.voice().catch(() => {})
  }

  #alerted(alert: FloorAlert): void {
    this.#set({ alert, announcement: { kind: 'alert', alert } })
    if (this.#state.preferences.notify)
      this.#ports.notifier.show(queuedName(alert, this.#words), reasonWords(this.#words, alert.reason))
  }

  #offered(item: QueuedSession): void {
    const customer = queuedName(item, this.#words)
    this.#set({ announcement: { kind: 'offer', customer, want: item.want } })
    const title = item.call ? this.#words.calls.notify(customer) : customer
    if (this.#state.preferences.notify) this.#ports.notifier.show(title, reasonWords(this.#words, item.reason))
  }

  /** A case that goes on in another session, which has just come, takes along who is reading it, and what they were writing. */
  #goAlong(before: ReadonlySet<string>): void {
    const { selected, drafts } = this.#state
    const here = selected === null ? undefined : this.#conversations.get(selected)
    const next = here?.left ? linkedTo(here.snapshot.events) : null
    if (!here || next === null || before.has(next) || !this.#conversations.get(next)) return
    this.#set({ selected: next, drafts: draftsMoved(drafts, here.session, next) })
  }

  /** What a reload brought back, or a close left behind, of sessions that are not here. */
  #forgetGone(): void {
    const has = (session: string) => this.#conversations.get(session) !== undefined
    const { selected, drafts } = this.#state
    const kept = draftsOf(drafts, has)
    if (kept !== drafts) this.#set({ drafts: kept })
    if (selected && !has(selected)) this.#set({ selected: null })
  }

  #draft({ session, mode, text }: Extract<Request, { type: 'draft' }>): void {
    const { [draftKey(mode, session)]: _before, ...others } = this.#state.drafts
    this.#set({ drafts: text === '' ? others : { ...others, [draftKey(mode, session)]: text } })
  }

  #savePlace(): void {
    const { identity } = this.#state
    if (identity) savePlace(this.#ports.place, ownerOf(identity), this.#state)
  }

  async #answer(what: 'accept' | 'decline', offerId: string): Promise<void> {
    const floor = this.#floor
    const offer = this.#state.floor?.board?.offers.find((one) => one.id === offerId)
    if (floor && offer) await this.#offers[what](floor, offer)
  }

  #close(session: string): void {
    this.#conversations.close(session)
    this.#forgetGone()
  }

  #heard(session: string, event: SessionEvent): void {
    const conversation = this.#conversations.get(session)
    if (!conversation || event.kind !== 'message' || event.by.role !== 'customer') return
    if (session !== this.#state.selected) return
    this.#set({
      announcement: {
        kind: 'message',
        customer: customerName(conversation, this.#words),
        text: gistOf(event, this.#words),
      },
    })
  }

  async #prefer(change: Partial<Preferences>): Promise<void> {
    const allowed = change.notify ? await this.#ports.notifier.allow() : true
    const preferences = { ...this.#state.preferences, ...change, ...(allowed ? {} : { notify: false }) }
    savePreferences(this.#ports.preferences, preferences)
    this.#set({ preferences, notifyDenied: !allowed })
    this.#ring()
  }
}
