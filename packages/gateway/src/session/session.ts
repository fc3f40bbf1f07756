import { DurableObject } from 'cloudflare:workers'
import {
  CLOSE,
  type ClientFrame,
  clientFrame,
  type ErrorCode,
  LIMITS,
  PROTOCOL_VERSION,
  type Profile,
  type SessionEvent,
  type SessionTicket,
} from '@baton/protocol'
import { DETECTORS, redact, redactProfile } from '@baton/relay/masking'
import { may, operationOf, principalOf } from '@baton/relay/permissions'
import { type Actor, decidePass, isDisclosed, partyOf, prepare, type Saying, SYSTEM } from '@baton/relay/session'
import { countSockets } from '../durable/census.ts'
import { Line } from '../durable/line.ts'
import { migrate } from '../durable/migrate.ts'
import { parseFrame } from '../durable/parse-frame.ts'
import { Rate } from '../durable/rate.ts'
import { isStorageFull } from '../durable/storage-full.ts'
import { finishClose, problemOf, refuseUpgrade } from '../durable/upgrade.ts'
import { type Env, generationOf, TICKET_HEADER } from '../env.ts'
import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import type { FilesRoom, FoundFile, PassResult, SessionRoom } from '../rooms.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { asksForCode } from './asks-for-code.ts'
import { Core } from './core.ts'
import { GRAVE_MS, wasErased } from './erasure.ts'
import { enterGeneration } from './generation.ts'
import { greet, pageFrame } from './greeting.ts'
import { Linking } from './linking.ts'
import { type Answer, Originals } from './originals.ts'
import { isSealed, planOf } from './plan.ts'
import { SCHEMA } from './schema.ts'
import type { Sealed } from './seals.ts'

/** How many of the log's last events may hold the beginning of a number. */
const RECENT_EVENTS = 64
/** While an original is being sealed the log may go on, and it is sealed again for where it stands then. */
const SEAL_TRIES = 5

type Frame<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>

/**
 * One customer's session. A thin host: it wires sockets, storage, time and the other rooms to the pure decisions of
 * `@baton/relay`. Every command goes through one line: prepare → commit → effects.
 */
export class Session extends DurableObject<Env> implements SessionRoom, FilesRoom {
  core: Core
  readonly #line = new Line()
  readonly #sends = new Map<string, Rate>()
  /** Nobody has been greeted since this object was brought to life. */
  #isFresh = true
  /** Not even a trace is left of the session this object was. */
  #isGone = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    migrate(ctx.storage, SCHEMA)
    this.core = new Core(ctx, env)
    const identity = this.core.ledger.store.identity()
    if (!identity || identity.generation === generationOf(env)) return
    // Storage may have been rewound. Nobody is heard before it is known whether the customer was erased since.
    void ctx.blockConcurrencyWhile(async () => {
      if (!(await wasErased(env, identity))) return enterGeneration(this.core)
      await directoryOf(env, identity.workspace).expire({ session: identity.session })
      await this.erase()
    })
  }

  /** Opens a socket. The Worker has verified the ticket; its id is burnt here, where there is one place to look. */
  override async fetch(request: Request): Promise<Response> {
    const ticket: SessionTicket = JSON.parse(decodeURIComponent(request.headers.get(TICKET_HEADER) ?? 'null'))
    const { sockets, ledger } = this.core
    const { store, state } = ledger
    const now = Date.now()
    if (!this.#begin(ticket)) return refuseUpgrade('erased', CLOSE.erased)
    if (this.core.access.isRevoked(ticket)) return refuseUpgrade('revoked', CLOSE.revoked)
    if (ticket.role === 'customer' && state.linkedTo !== null) return refuseUpgrade('session_linked', CLOSE.linked)
    if (!store.burn(ticket.jti, ticket.expiresAt, now)) return refuseUpgrade('ticket_used', CLOSE.unauthenticated)
    const actor = actorOf(ticket)
    if (this.core.access.isTurnedAway(ticket)) return refuseUpgrade('unauthenticated', CLOSE.unauthenticated)
    if (!this.core.mayRead(actor)) {
      if (actor.role === 'agent') this.#writeRefusal(actor, ticket.jti, now)
      return refuseUpgrade('forbidden', CLOSE.forbidden)
    }
    sockets.sweep(now)
    if (!sockets.hasRoomFor(actor, now)) return refuseUpgrade('too_many_sockets', CLOSE.tooManySockets)
    const { profile } = ticket
    if (profile && JSON.stringify(profile) !== JSON.stringify(state.profile)) {
      const id = `profile:${ticket.jti}`
      const body = { profile: redactProfile(profile, DETECTORS) }
      this.core.commit([{ kind: 'profile.updated', id, by: SYSTEM, audience: 'staff', body }])
    }
    this.core.duties.watchAge(now)
    return sockets.accept(actor, ticket, now)
  }

  /** What a session is called is told by who comes first. False when it was erased: nothing begins here any more. */
  #begin({ workspace, session }: Pick<SessionTicket, 'workspace' | 'session'>): boolean {
    const { store } = this.core.ledger
    if (this.#isErased()) return false
    if (store.identity()) return true
    store.create({ workspace, session, epoch: crypto.randomUUID(), generation: generationOf(this.env) })
    return true
  }

  override async webSocketMessage(ws: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const { sockets } = this.core
    if (ws.readyState !== WebSocket.OPEN) return // what was on its way when we closed it
    if (!sockets.mayReceive(ws, Date.now())) return sockets.refuse(ws, 'rate_limited', CLOSE.rateLimited)
    const parsed = parseFrame(clientFrame, raw)
    if (parsed.ok) return this.#receive(ws, parsed.frame)
    const { code, of, id } = parsed
    if ((of === 'send' || of === 'upload') && id) return this.#nack(ws, id, code)
    sockets.fault(ws, code, of)
    if (code === 'frame_too_large') ws.close(CLOSE.frameTooLarge, code)
  }

  override webSocketClose(ws: WebSocket, code: number, reason: string): void {
    finishClose(ws, code, reason)
    this.#announcePresence(this.core.sockets.of(ws).actor, ws)
  }

  override webSocketError(ws: WebSocket): void {
    this.#announcePresence(this.core.sockets.of(ws).actor, ws)
  }

  override async alarm(): Promise<void> {
    const { store } = this.core.ledger
    if (store.identity()) return this.core.duties.alarm(Date.now())
    const erasedAt = store.erasedAt()
    if (erasedAt === null) return
    if (Date.now() < erasedAt + GRAVE_MS) return this.ctx.storage.setAlarm(erasedAt + GRAVE_MS)
    this.#isGone = true
    await this.ctx.storage.deleteAll()
  }

  async pass(request: Parameters<SessionRoom['pass']>[0]): Promise<PassResult> {
    const decision = decidePass(this.core.ledger.state, request)
    if (decision.answer === 'pass') this.core.commit([decision.draft])
    const { holder, fence } = this.core.ledger.state
    return decision.answer === 'moved' ? { ok: false, current: { holder, fence } } : { ok: true, fence }
  }

  async placeInQueue({ handoffId, place }: Parameters<SessionRoom['placeInQueue']>[0]): Promise<void> {
    const { handoff, holder } = this.core.ledger.state
    if (handoff?.id !== handoffId || holder !== 'queue') return
    this.core.ledger.store.saveQueue(place)
    this.core.sockets.signal({ kind: 'queue', place }, 'customer')
  }

  async revoke(request: Parameters<SessionRoom['revoke']>[0]): Promise<void> {
    // A ticket may be on its way to a session nobody has opened yet.
    if (this.#begin(request)) this.core.access.revoke(request, Date.now())
  }

  async dismiss(request: Parameters<SessionRoom['dismiss']>[0]): Promise<void> {
    if (this.core.ledger.store.identity()) this.core.access.dismiss(request, Date.now())
  }

  async stance(request: Parameters<SessionRoom['stance']>[0]): ReturnType<SessionRoom['stance']> {
    return this.#begin(request) ? new Linking(this.core).stance() : { isEmpty: true, isWithAgent: false }
  }

  async link(request: Parameters<SessionRoom['link']>[0]): Promise<void> {
    if (this.#begin(request)) await new Linking(this.core).link(request)
  }

  async unlink(request: Parameters<SessionRoom['unlink']>[0]): Promise<void> {
    if (this.#begin(request)) new Linking(this.core).unlink(request)
  }

  async takeCase(request: Parameters<SessionRoom['takeCase']>[0]): Promise<void> {
    if (this.#begin(request)) await new Linking(this.core).takeCase(request)
  }

  async earlierPage(request: Parameters<SessionRoom['earlierPage']>[0]): ReturnType<SessionRoom['earlierPage']> {
    return new Linking(this.core).earlierPage(request)
  }

  async settle({ generation }: Parameters<SessionRoom['settle']>[0]): Promise<void> {
    // While a new version rolls out the rooms may disagree for a moment. Floor asks again.
    if (generation !== generationOf(this.env)) throw new Error('the session runs under another generation')
    const { ledger, duties } = this.core
    if (this.#isErased() || !ledger.store.identity()) return
    duties.tellAgain(ledger.state, Date.now())
    duties.wake()
  }

  async erase(): Promise<void> {
    if (this.#isGone || (this.#isErased() && !this.core.ledger.store.identity())) return
    this.core.end()
    // Whoever asked asks again until it is heard.
    await this.core.duties.tellAudit()
    // Their names are in the rows that go next; whoever asked asks again until both are gone.
    await this.core.files.removeAll()
    // The files themselves go: no byte of what was in them is left, as would be of deleted rows.
    await this.ctx.storage.deleteAll()
    migrate(this.ctx.storage, SCHEMA)
    this.core = new Core(this.ctx, this.env)
    const now = Date.now()
    this.core.ledger.store.markErased(now)
    await this.ctx.storage.setAlarm(now + GRAVE_MS)
  }

  async isInUse(): Promise<boolean> {
    if (this.#isErased() || !this.core.ledger.store.identity()) return false
    this.core.duties.watchAge(Date.now())
    return true
  }

  async profile(): Promise<Profile | null> {
    return this.#isErased() ? null : this.core.ledger.state.profile
  }

  async disclose({
    after,
    limit,
    internal,
  }: Parameters<SessionRoom['disclose']>[0]): ReturnType<SessionRoom['disclose']> {
    if (this.#isErased() || !this.core.ledger.store.identity()) return null
    const read = this.core.ledger.log.read(after, limit)
    const last = read.at(-1)
    return {
      events: read.filter((event) => isDisclosed(event, internal)).map((event) => JSON.stringify(event)),
      next: last && read.length === limit ? last.seq : null,
    }
  }

  #isErased(): boolean {
    return this.#isGone || this.core.ledger.store.erasedAt() !== null
  }

  /** An agent with a genuine ticket to a session that is no longer theirs. */
  #writeRefusal({ id, rank = 'agent' }: Actor, jti: string, at: number): void {
    const { duties } = this.core
    const on = { session: this.core.identity().session }
    this.ctx.storage.transactionSync(() =>
      duties.audit({ id: `refused:${jti}`, at, by: { role: rank, id }, action: 'session.open_refused', on }),
    )
    duties.wake()
  }

  async openUpload(request: Parameters<FilesRoom['openUpload']>[0]): ReturnType<FilesRoom['openUpload']> {
    if (this.#isErased()) return { refused: 'file_gone' }
    const opened = this.core.files.open(request, Date.now())
    this.core.duties.wake()
    return opened
  }

  async closeUpload(request: Parameters<FilesRoom['closeUpload']>[0]): Promise<boolean> {
    if (this.#isErased()) return false
    const isKept = this.core.files.close(request, Date.now())
    this.core.duties.wake()
    return isKept
  }

  async storedFile({ file }: { file: string }): Promise<FoundFile | null> {
    return this.#isErased() ? null : this.core.files.stored(file)
  }

  async fileAt(request: Parameters<FilesRoom['fileAt']>[0]): Promise<FoundFile | null> {
    return this.#isErased() ? null : this.core.files.at(request)
  }

  async #receive(ws: WebSocket, frame: ClientFrame): Promise<void> {
    const { sockets } = this.core
    const { greeted, actor } = sockets.of(ws)
    if (!greeted && frame.type !== 'hello') return sockets.fault(ws, 'hello_required', frame.type)
    if (!this.core.mayRead(actor)) return sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
    // A command is refused where it is decided, with its id.
    if (frame.type !== 'send' && !may(principalOf(actor), operationOf(frame))) {
      return sockets.fault(ws, 'forbidden', frame.type)
    }
    switch (frame.type) {
      case 'hello':
        return this.#hello(ws, frame)
      case 'history':
        return this.#history(ws, frame)
      case 'send':
        return this.#line.run(() => this.#send(ws, frame))
      case 'signal':
        return sockets.signal({ kind: 'typing', by: partyOf(actor), on: frame.on }, undefined, ws)
      case 'got':
        return sockets.got(ws, frame.seq)
      case 'read':
        return this.#read(ws, frame)
      case 'upload':
        return this.#upload(ws, frame)
      case 'file':
        return this.#link(ws, frame)
    }
  }

  /** A page of this log, or of an earlier segment. A segment that is not ours is as one that is not there. */
  async #history(ws: WebSocket, { req, before, segment }: Frame<'history'>): Promise<void> {
    const { sockets, ledger } = this.core
    const { actor } = sockets.of(ws)
    if (segment === undefined) {
      const page = ledger.log.before(before, actor.role, LIMITS.pageEvents, this.core.horizonOf(actor))
      return sockets.sendText(ws, pageFrame('page', req, page))
    }
    const { workspace, session } = this.core.identity()
    try {
      const page = ledger.state.earlier.includes(segment)
        ? await sessionOf(this.env, workspace, segment).earlierPage({ reader: session, role: actor.role, before })
        : null
      // While the other was asked, this reader may have lost the right to read on.
      if (!this.core.mayRead(actor)) return sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
      if (!page) return sockets.fault(ws, 'not_found', 'history', req)
      sockets.sendText(ws, pageFrame('page', req, page, segment))
    } catch (error) {
      warn('session.history', error)
      sockets.fault(ws, 'unavailable', 'history', req)
    }
  }

  #hello(ws: WebSocket, hello: Frame<'hello'>): void {
    const { sockets, ledger, duties } = this.core
    const { actor, greeted } = sockets.of(ws)
    if (hello.v !== PROTOCOL_VERSION) return sockets.refuse(ws, 'version_unsupported', CLOSE.versionUnsupported)
    const { frames, caughtUp, resumed } = greet(
      hello,
      actor,
      this.core.identity(),
      ledger,
      this.core.live(),
      this.core.horizonOf(actor),
      Date.now(),
    )
    for (const frame of frames) sockets.sendText(ws, frame)
    metrics.replays.add(resumed ? 'resumed' : 'tail')
    sockets.setLive(ws, caughtUp)
    if (!greeted) this.#announcePresence(actor)
    // What was left undone when this object went down is taken up with the first who comes; its alarm would do it later.
    if (this.#isFresh) duties.wake()
    this.#isFresh = false
  }

  async #send(ws: WebSocket, { id, body }: Frame<'send'>): Promise<void> {
    const { actor } = this.core.sockets.of(ws)
    const wait = actor.role === 'customer' ? this.#rateOf(actor).take(Date.now()) : 0
    if (wait > 0) return this.#nack(ws, id, 'rate_limited', wait)
    try {
      switch (body.kind) {
        case 'reveal':
          return this.#answer(ws, id, await new Originals(this.core).reveal(id, body, actor))
        case 'redact':
          return this.#answer(ws, id, await new Originals(this.core).redact(id, body, actor))
        default:
          return await this.#say(ws, id, body, actor)
      }
    } catch (error) {
      warn('session.send', error)
      this.#nack(ws, id, isStorageFull(error) ? 'storage_full' : 'unavailable')
    }
  }

  async #upload(ws: WebSocket, frame: Frame<'upload'>): Promise<void> {
    const { actor, page = '' } = this.core.sockets.of(ws)
    const { id } = frame
    try {
      const slot = await this.core.files.slot(actor, page, frame)
      if ('refused' in slot) return this.#nack(ws, id, slot.refused, slot.retryAfterMs)
      this.core.sockets.send(ws, { type: 'slot', id, ...slot })
    } catch (error) {
      warn('session.upload', error)
      this.#nack(ws, id, isStorageFull(error) ? 'storage_full' : 'unavailable')
    }
  }

  async #link(ws: WebSocket, { req, file, size }: Frame<'file'>): Promise<void> {
    const { actor, page = '' } = this.core.sockets.of(ws)
    const link = await this.core.files.link(actor, page, { file, size })
    if (link) this.core.sockets.send(ws, { type: 'link', req, file, size, ...link })
    else this.core.sockets.fault(ws, 'not_found', 'file', req)
  }

  /** Prepare (may await) → commit (synchronous) → effects. Runs in the line, so one ends before the next begins. */
  async #say(ws: WebSocket, id: string, body: Saying, actor: Actor): Promise<void> {
    const { ledger, seals } = this.core
    const { exempt, config, snapshot } = await this.core.knowhow()
    const by = partyOf(actor)
    const hints = asksForCode(ledger.state, snapshot.pack) ? ({ asking: 'code' } as const) : {}
    const recent = () => ledger.log.recentOf(by, RECENT_EVENTS)
    const prepared = prepare(body, actor, exempt, recent, Date.now(), hints)
    const locale = ledger.state.case?.locale ?? config.locale
    const handedBack = body.kind === 'handback' ? redact(snapshot.pack.wording.handedBack[locale], []).text : null
    const fileOf = (file: string) => this.core.files.unsent(actor, file)
    const plan = () =>
      planOf(ledger, id, prepared, actor, { now: Date.now(), settings: config.settings, handedBack, fileOf })
    let planned = plan()
    let sealed: Sealed[] = []
    for (let tries = 0; planned.do === 'store' && !isSealed(planned.toSeal, sealed); tries++) {
      if (tries === SEAL_TRIES) throw new Error('the log went on faster than an original was sealed')
      sealed = await seals.seal(planned.toSeal)
      planned = plan()
    }
    // From the last look at the log on nothing is awaited, so that what is decided on is what is written to.
    if (planned.do === 'acknowledge') return this.#ack(ws, id, planned.known)
    if (planned.do === 'refuse') return this.#nack(ws, id, planned.code)
    const { drafts, redacted, seq } = planned
    const files = body.kind === 'message' ? body.files : undefined
    const within = () => {
      if (files) this.core.files.sent(files, seq)
      seals.put(sealed)
    }
    this.core.commit(drafts, {
      redacted,
      ...((files || sealed.length > 0) && { within }),
      stored: (committed) => {
        const own = committed.find(({ event }) => event.id === id)?.event
        if (!own) return
        const { handles } = prepared
        if (handles.length > 0 && ledger.store.turn()?.seqs.includes(own.seq)) this.core.handles.set(own.seq, handles)
        this.#ack(ws, id, own)
      },
    })
  }

  #answer(ws: WebSocket, id: string, answer: Answer): void {
    if (!answer.ok) return this.#nack(ws, id, answer.code)
    this.#ack(ws, id, answer.event)
    if (answer.original) this.core.sockets.send(ws, { type: 'revealed', id, ...answer.original })
  }

  #ack(ws: WebSocket, id: string, { seq, at }: SessionEvent): void {
    metrics.acks.add()
    this.core.sockets.send(ws, { type: 'ack', id, seq, at })
  }

  #read(ws: WebSocket, { seq }: Frame<'read'>): void {
    const { sockets, ledger } = this.core
    const side = sockets.of(ws).actor.role === 'customer' ? 'customer' : 'staff'
    if (seq > ledger.state.head || seq <= ledger.store.reads()[side]) return
    ledger.store.saveRead(side, seq)
    sockets.signal({ kind: 'read', by: side, seq }, undefined, ws)
  }

  /** Tells each side whether the other is there. `leaving` does not count any more. */
  #announcePresence({ role }: Actor, leaving?: WebSocket): void {
    if (leaving) countSockets(this.ctx, leaving)
    const { sockets } = this.core
    const isThere = (side: Actor['role']) => [...sockets.open(side)].some(([ws]) => ws !== leaving)
    const other = role === 'customer' ? 'agent' : 'customer'
    const who = { customer: 'customer', agent: 'staff' } as const
    sockets.signal({ kind: 'presence', who: who[role], online: isThere(role) }, other)
    if (!leaving) sockets.signal({ kind: 'presence', who: who[other], online: isThere(other) }, role)
  }

  #nack(ws: WebSocket, id: string, code: ErrorCode, retryAfterMs?: number): void {
    metrics.nacks.add(code)
    this.core.sockets.send(ws, { type: 'nack', id, ...problemOf(code), ...(retryAfterMs && { retryAfterMs }) })
  }

  #rateOf(actor: Actor): Rate {
    const rate = this.#sends.get(actor.id) ?? new Rate(LIMITS.sendsPerWindow, LIMITS.sendWindowMs)
    this.#sends.set(actor.id, rate)
    return rate
  }
}

const actorOf = ({ role, participant: id, name, rank, profile }: SessionTicket): Actor => ({
  role,
  id,
  name,
  ...(role === 'agent' ? { rank: rank ?? 'agent' } : { verified: profile?.verified ?? false }),
})
