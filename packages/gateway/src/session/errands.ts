import type { AuditEntry } from '@baton/protocol'
import { queued, type SessionState } from '@baton/relay/session'
import type { AuditRoom } from '../audit/rooms.ts'
import { AUDIT_TARGET } from '../audit/target.ts'
import type { ChannelSession, ChannelsRoom } from '../channels/rooms.ts'
import type { DirectoryRoom } from '../directory/rooms.ts'
import { Errands } from '../durable/errands.ts'
import type { FloorRoom } from '../floor/rooms.ts'
import type { Announcement } from '../integrations/rooms.ts'
import type { KnowledgeRoom } from '../knowledge/rooms.ts'
import { auditOf, channelsOf, directoryOf, floorOf, integrationsOf, knowledgeOf, sessionOf } from '../rooms-of.ts'
import type { Fetching } from './attachments.ts'
import type { Core } from './core.ts'
import type { Owed } from './delivering.ts'
import type { SessionRoom } from './rooms.ts'

/** Target in the outbox of what Directory is told. No workspace is called so. */
const DIRECTORY = '*directory'
/** The same of what Knowledge is told. */
const KNOWLEDGE = '*knowledge'
/** The same of what the business is told. */
const INTEGRATIONS = '*integrations'
/** The same of what Channels is told. */
const CHANNELS = '*channels'

export type FloorCall =
  | { call: 'enqueue'; request: Parameters<FloorRoom['enqueue']>[0] }
  | { call: 'reword'; request: Parameters<FloorRoom['reword']>[0] }
  | { call: 'on_call'; request: Parameters<FloorRoom['onCall']>[0] }
  | { call: 'release'; request: Parameters<FloorRoom['release']>[0] }
  | { call: 'alert'; request: Parameters<FloorRoom['alert']>[0] }

type Errand =
  | FloorCall
  | { call: 'announce'; request: Announcement }
  | { call: 'audit'; request: Parameters<AuditRoom['record']>[0] }
  | { call: 'expire'; request: Parameters<DirectoryRoom['expire']>[0] }
  | { call: 'forget_labels'; request: Parameters<KnowledgeRoom['forget']>[0] }
  | { call: 'take_case'; request: Parameters<SessionRoom['takeCase']>[0] }
  | { call: 'deliver'; request: Owed }
  | { call: 'fetch'; request: Fetching }
  | { call: 'bury'; request: Parameters<ChannelsRoom['bury']>[0] }
  | { call: 'give_routes'; request: { link: string; to: string; routes: string[] } }
  | { call: 'stir'; request: Parameters<ChannelSession['standing']>[0] }

/** What a session tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export class SessionErrands {
  readonly #core: Core
  readonly #errands: Errands<Errand>

  constructor(core: Core) {
    this.#core = core
    this.#errands = new Errands(core.ctx.storage, core.timers, (...call) => this.#deliver(...call))
  }

  run(): Promise<void> {
    return this.#errands.run()
  }

  tellFloor(call: FloorCall, now: number): void {
    this.#errands.put(this.#core.identity().workspace, call, now)
  }

  /** A case goes on in another session. */
  giveCase(request: Parameters<SessionRoom['takeCase']>[0], now: number): void {
    this.#errands.put(request.session, { call: 'take_case', request }, now)
  }

  /** A message goes out by a route, after those before it. Its words stay in the log. */
  deliver(request: Owed, now: number): void {
    this.#errands.put(routeTarget(request.route), { call: 'deliver', request }, now)
  }

  /** What waits to go out by a route, in order. */
  owedBy(route: string): Owed[] {
    return this.#errands
      .waiting(routeTarget(route))
      .flatMap((errand) => (errand.call === 'deliver' ? [errand.request] : []))
  }

  /** All that goes out by a route, in another order. Inside a transaction. */
  reorder(route: string, owed: readonly Owed[], now: number): void {
    this.#errands.clear({ only: routeTarget(route) })
    for (const each of owed) this.deliver(each, now)
  }

  /** Something a message brought is fetched; none waits for another. */
  fetch(request: Fetching, now: number): void {
    this.#errands.put(`media:${request.seq}:${request.index}`, { call: 'fetch', request }, now)
  }

  /** A message that could not be delivered. */
  bury(request: Parameters<ChannelsRoom['bury']>[0], now: number): void {
    this.#errands.put(CHANNELS, { call: 'bury', request }, now)
  }

  /** The ways to the customer lead to another session now. */
  giveRoutes(request: { link: string; to: string; routes: string[] }, now: number): void {
    this.#errands.put(request.to, { call: 'give_routes', request }, now)
  }

  /** The customer was heard by a way that another session still owes something by. */
  stir(request: Parameters<ChannelSession['standing']>[0], now: number): void {
    this.#errands.put(request.session, { call: 'stir', request }, now)
  }

  /** Something the business wants to be told of. */
  announce(about: Omit<Announcement, 'workspace' | 'session'>, now: number): void {
    const { workspace, session } = this.#core.identity()
    this.#errands.put(INTEGRATIONS, { call: 'announce', request: { ...about, workspace, session } }, now)
  }

  /** An act to be written down. */
  audit(entry: AuditEntry): void {
    this.#errands.put(AUDIT_TARGET, { call: 'audit', request: entry }, entry.at)
  }

  /** The session's term is over: Directory has it erased. */
  expire(now: number): void {
    const { session } = this.#core.identity()
    this.#errands.put(DIRECTORY, { call: 'expire', request: { session } }, now)
  }

  /** What was labelled of these messages reads otherwise now, or is gone. */
  forgetLabels(seqs: number[], now: number): void {
    const { session } = this.#core.identity()
    this.#errands.put(KNOWLEDGE, { call: 'forget_labels', request: { session, seqs } }, now)
  }

  /** Calls that wait to be made quote what went out of the log. */
  purge(words: (text: string) => string, after: SessionState): void {
    const now = queued(after)
    this.#errands.rewrite((errand) => {
      // Cut short, a want may end within what is to go.
      const want = (told: { handoffId: string; want: string }) =>
        told.handoffId === now.handoffId ? now.want : words(told.want)
      if (errand.call === 'reword') return { ...errand, request: { ...errand.request, want: want(errand.request) } }
      if (errand.call !== 'enqueue') return errand
      const { item } = errand.request
      return { ...errand, request: { ...errand.request, item: { ...item, want: want(item) } } }
    })
  }

  /** What the floor was still to be told is no longer true. What was done stays done. */
  forgetFloor(): void {
    this.#errands.clear({ only: this.#core.identity().workspace })
  }

  /** Before the session's rows go: what was done in it has to be written down elsewhere. Throws while it cannot be. */
  async tellAudit(): Promise<void> {
    if (!this.#errands.has(AUDIT_TARGET)) return
    await this.#errands.run()
    if (this.#errands.has(AUDIT_TARGET)) throw new Error('the audit log has not heard everything of this session')
  }

  async #deliver(target: string, { call, request }: Errand, attempts: number): Promise<void> {
    const { env } = this.#core
    switch (call) {
      case 'announce':
        return integrationsOf(env, request.workspace).announce(request)
      case 'audit':
        await auditOf(env, this.#core.identity().workspace).record(request)
        return
      case 'expire':
        return directoryOf(env, this.#core.identity().workspace).expire(request)
      case 'forget_labels':
        return knowledgeOf(env, this.#core.identity().workspace).forget(request)
      case 'take_case':
        return sessionOf(env, request.workspace, request.session).takeCase(request)
      case 'deliver':
        return this.#core.delivering.deliver(request, attempts)
      case 'fetch':
        return this.#core.attachments.fetch(request, attempts)
      case 'bury':
        return channelsOf(env, this.#core.identity().workspace).bury(request)
      case 'give_routes': {
        const { session, workspace } = this.#core.identity()
        const routes = await this.#core.routes.given(request.link, request.routes)
        if (routes.length === 0) return
        const { link } = request
        const heardIn = [session, ...this.#core.ledger.state.earlier].filter((each) => each !== target)
        await sessionOf(env, workspace, target).takeRoutes({ workspace, session: target, link, routes, heardIn })
        return this.#core.routes.handed(link, request.routes)
      }
      case 'stir':
        await sessionOf(env, request.workspace, request.session).standing(request)
        return
      case 'enqueue':
        return floorOf(env, target).enqueue(request)
      case 'reword':
        return floorOf(env, target).reword(request)
      case 'on_call':
        return floorOf(env, target).onCall(request)
      case 'release':
        return floorOf(env, target).release(request)
      case 'alert':
        return floorOf(env, target).alert(request)
    }
  }
}

const routeTarget = (route: string): string => `route:${route}`
