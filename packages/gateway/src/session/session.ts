import { DurableObject } from 'cloudflare:workers'
import { CLOSE, type Interaction, type Profile, type SessionTicket } from '@baton/protocol'
import { caseRecord, decidePass } from '@baton/relay/session'
import type { CallIn, CallInAnswer, PhoneSession } from '../call/carrier/phone-session.ts'
import type { ChannelSession, HeardAnswer, TellAnswer, Telling, Welcoming } from '../channels/rooms.ts'
import { countSockets } from '../durable/census.ts'
import { migrate } from '../durable/migrate.ts'
import { finishClose, refuseUpgrade } from '../durable/upgrade.ts'
import { type Env, generationOf, TICKET_HEADER } from '../env.ts'
import { channelsOf, directoryOf } from '../rooms-of.ts'
import { Core } from './core.ts'
import { disclosedPage } from './disclosed.ts'
import { enter } from './entrance.ts'
import { GRAVE_MS, wasErased } from './erasure.ts'
import { overviewOf, sayForBusiness, takeFields } from './for-business.ts'
import { SessionFrames } from './frames.ts'
import { enterGeneration } from './generation.ts'
import { glanceAt, whisperedAt } from './glance.ts'
import { wasHeardHere } from './heard-before.ts'
import { Hearing } from './hearing.ts'
import { Linking } from './linking.ts'
import { announcePresence } from './presence.ts'
import { Receipts } from './receipts.ts'
import { Recordings } from './recordings.ts'
import type { FilesRoom, FoundFile, PassResult, SessionOverview, SessionRoom } from './rooms.ts'
import { SCHEMA } from './schema.ts'
import { tell, welcome } from './telling.ts'

/**
 * One customer's session. A thin host: it wires sockets, storage, time and the other rooms to the pure decisions of
 * `@baton/relay`.
 */
export class Session extends DurableObject<Env> implements SessionRoom, FilesRoom, ChannelSession, PhoneSession {
  core: Core
  #frames: SessionFrames
  #hearing: Hearing
  /** Not even a trace is left of the session this object was. */
  #isGone = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    migrate(ctx.storage, SCHEMA)
    this.core = new Core(ctx, env)
    this.#frames = new SessionFrames(this.core)
    this.#hearing = new Hearing(this.core)
    const identity = this.core.ledger.store.identity()
    if (!identity || identity.generation === generationOf(env)) return
    // Storage may have been rewound. Nobody is heard before it is known whether the customer was erased since.
    void ctx.blockConcurrencyWhile(async () => {
      if (!(await wasErased(env, identity))) return enterGeneration(this.core)
      await directoryOf(env, identity.workspace).expire({ session: identity.session })
      await this.erase()
    })
  }

  /** Opens a socket, with the ticket the Worker has verified. */
  override async fetch(request: Request): Promise<Response> {
    const ticket: SessionTicket = JSON.parse(decodeURIComponent(request.headers.get(TICKET_HEADER) ?? 'null'))
    if (!this.#begin(ticket)) return refuseUpgrade('erased', CLOSE.erased)
    return enter(this.core, ticket, Date.now())
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
    await this.#frames.receive(ws, raw)
  }

  override webSocketClose(ws: WebSocket, code: number, reason: string): void {
    finishClose(ws, code, reason)
    this.#miss(ws)
  }

  override webSocketError(ws: WebSocket): void {
    this.#miss(ws)
  }

  #miss(closed: WebSocket): void {
    countSockets(this.ctx, closed)
    const { sockets } = this.core
    const { role, call } = sockets.of(closed).actor
    announcePresence(sockets, role, closed)
    if (call !== undefined) this.core.calls.left(call, closed)
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
    if (decision.answer === 'pass') this.core.commit(decision.drafts)
    const { holder, fence } = this.core.ledger.state
    return decision.answer === 'moved' ? { ok: false, current: { holder, fence } } : { ok: true, fence }
  }

  async placeInQueue({ handoffId, place }: Parameters<SessionRoom['placeInQueue']>[0]): Promise<void> {
    const { handoff, holder } = this.core.ledger.state
    if (handoff?.id !== handoffId || holder !== 'queue') return
    this.core.ledger.store.saveQueue(place)
    this.core.sockets.signal({ kind: 'queue', place }, 'customer')
  }

  async glance({ handoffId }: Parameters<SessionRoom['glance']>[0]): ReturnType<SessionRoom['glance']> {
    return this.#isServed() ? glanceAt(this.core.ledger, handoffId) : null
  }

  async whisper({ call }: Parameters<SessionRoom['whisper']>[0]): ReturnType<SessionRoom['whisper']> {
    return this.#isServed() ? whisperedAt(this.core.ledger, call) : null
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

  async tell(request: Telling): Promise<TellAnswer> {
    if (!this.#begin(request)) return { ok: false, refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return tell(this.core, request)
  }

  async welcome(request: Welcoming): Promise<TellAnswer> {
    if (!this.#begin(request)) return { ok: false, refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return welcome(this.core, request)
  }

  async giveRoutes(request: Parameters<ChannelSession['giveRoutes']>[0]): Promise<void> {
    if (this.#begin(request)) new Linking(this.core).giveRoutes(request)
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
    if (!this.#isServed()) return
    duties.tellAgain(ledger.state, Date.now())
    duties.wake()
  }

  async erase(): Promise<void> {
    if (this.#isGone || (this.#isErased() && !this.core.ledger.store.identity())) return
    this.core.end()
    // Whoever asked asks again until it is heard.
    await this.core.errands.tellAudit()
    if (!this.core.routes.isEmpty()) {
      const { workspace, session } = this.core.identity()
      await channelsOf(this.env, workspace).forget({ session })
    }
    // Their names are in the rows that go next; whoever asked asks again until both are gone.
    await this.core.files.removeAll()
    // The files themselves go: no byte of what was in them is left, as would be of deleted rows.
    await this.ctx.storage.deleteAll()
    migrate(this.ctx.storage, SCHEMA)
    this.core = new Core(this.ctx, this.env)
    this.#frames = new SessionFrames(this.core)
    this.#hearing = new Hearing(this.core)
    const now = Date.now()
    this.core.ledger.store.markErased(now)
    await this.ctx.storage.setAlarm(now + GRAVE_MS)
  }

  async isInUse(): Promise<boolean> {
    if (!this.#isServed()) return false
    this.core.duties.watchAge(Date.now())
    return true
  }

  async profile(): Promise<Profile | null> {
    return this.#isErased() ? null : this.core.ledger.state.profile
  }

  async overview(): Promise<SessionOverview | null> {
    return this.#isServed() ? overviewOf(this.core) : null
  }

  async mergeProfile(request: Parameters<SessionRoom['mergeProfile']>[0]): ReturnType<SessionRoom['mergeProfile']> {
    if (!this.#begin(request)) return { ok: false, refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return takeFields(this.core, request)
  }

  async sayForBusiness(
    request: Parameters<SessionRoom['sayForBusiness']>[0],
  ): ReturnType<SessionRoom['sayForBusiness']> {
    if (!this.#begin(request)) return { ok: false, refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return sayForBusiness(this.core, request)
  }

  async customerWords(request: Parameters<SessionRoom['customerWords']>[0]): ReturnType<SessionRoom['customerWords']> {
    if (!this.#isServed()) return { refused: 'not_found' }
    if (!this.core.mayRead({ role: 'agent', id: request.agent, name: null })) return { refused: 'forbidden' }
    const event = this.core.ledger.log.get(request.seq)
    if (event?.kind !== 'message' || event.by.role !== 'customer') return { refused: 'not_found' }
    return { text: event.body.text, at: event.at, verified: this.core.ledger.state.profile?.verified ?? false }
  }

  async disclose(request: Parameters<SessionRoom['disclose']>[0]): ReturnType<SessionRoom['disclose']> {
    return this.#isServed() ? disclosedPage(this.core.ledger.log, request) : null
  }

  async interaction({ caseId }: Parameters<SessionRoom['interaction']>[0]): Promise<Interaction | null> {
    if (!this.#isServed()) return null
    const { workspace, session } = this.core.identity()
    const { profile } = this.core.ledger.state
    const record = caseRecord(this.core.ledger.log.fromCase(caseId), caseId)
    if (!record || !profile) return null
    const hostId = profile.verified ? profile.hostId : null
    return { workspace, session, customer: profile.id, hostId, ...record }
  }

  #isErased(): boolean {
    return this.#isGone || this.core.ledger.store.erasedAt() !== null
  }

  /** Somebody opened it, and it was not erased. */
  #isServed(): boolean {
    return !this.#isErased() && this.core.ledger.store.identity() !== null
  }

  async callIn(request: CallIn): Promise<CallInAnswer> {
    if (!this.#begin(request)) return { refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return this.core.calls.phone.callIn(request)
  }

  async callProgress(request: Parameters<PhoneSession['callProgress']>[0]): Promise<void> {
    if (this.#isServed()) this.core.calls.phone.progress(request)
  }

  async hear(request: Parameters<ChannelSession['hear']>[0]): Promise<HeardAnswer> {
    if (!this.#begin(request)) return { ok: false, refused: 'erased' }
    this.core.duties.watchAge(Date.now())
    return this.#hearing.hear(request)
  }

  async hasHeard({ id }: Parameters<ChannelSession['hasHeard']>[0]): Promise<boolean> {
    return this.#isServed() && wasHeardHere(this.core, id)
  }

  async receipt(request: Parameters<ChannelSession['receipt']>[0]): Promise<void> {
    if (!this.#isServed()) return
    new Receipts(this.core).take(request)
    await this.core.routes.passOn(request)
  }

  async standing({ route, standing }: Parameters<ChannelSession['standing']>[0]): Promise<boolean> {
    return this.#isServed() && this.core.routes.stand(route, standing, Date.now())
  }

  async typing({ route }: Parameters<ChannelSession['typing']>[0]): Promise<void> {
    if (this.#isServed()) this.core.signals.typedBy(route)
  }

  async redeliver({ seq, route }: Parameters<ChannelSession['redeliver']>[0]): Promise<boolean> {
    return this.#isServed() && this.core.delivering.redeliver(seq, route, Date.now())
  }

  async takeRoutes(request: Parameters<ChannelSession['takeRoutes']>[0]): Promise<void> {
    if (this.#begin(request)) await this.core.routes.take(request)
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

  async keepRecording(request: Parameters<FilesRoom['keepRecording']>[0]): Promise<void> {
    if (this.#isServed()) await new Recordings(this.core).keep(request)
  }

  async storedFile({ file }: { file: string }): Promise<FoundFile | null> {
    return this.#isErased() ? null : this.core.files.stored(file)
  }

  async fileAt(request: Parameters<FilesRoom['fileAt']>[0]): Promise<FoundFile | null> {
    return this.#isErased() ? null : this.core.files.at(request)
  }
}
