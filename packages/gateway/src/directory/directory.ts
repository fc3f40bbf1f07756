import { DurableObject } from 'cloudflare:workers'
import type { AuditEntry, Erasure, LoginRequest, ProvisionRequest } from '@baton/protocol'
import { Errands } from '../durable/errands.ts'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import type {
  Agent,
  CustomerRecord,
  DirectoryRoom,
  LinkRow,
  SessionRoom,
  Standing,
  StandingRequest,
  WorkspaceConfig,
} from '../rooms.ts'
import { auditOf, floorOf, sessionOf } from '../rooms-of.ts'
import { failedLoginsAct, linkAct, loginAct, logoutAct, provisioningActs, revocationAct } from './acts.ts'
import { addressOf, Customers } from './customers.ts'
import type { ErasingErrand } from './erasing.ts'
import { FailedLogins } from './failures.ts'
import { Farewells, type FarewellTimer } from './farewells.ts'
import { Hashing } from './hashing.ts'
import { Links } from './links.ts'
import { Logins } from './logins.ts'
import { Newcomers } from './newcomers.ts'
import { isPassword, NOBODY } from './password.ts'
import { People } from './people.ts'
import { Register } from './register.ts'
import { Revocations } from './revocations.ts'
import { DIRECTORY_MIGRATIONS } from './schema.ts'
import { readWorkspace, writeWorkspace } from './workspace.ts'

/** What Directory tells other rooms, by target. */
type Errand =
  | { call: 'audit'; entry: AuditEntry }
  | { call: 'recheck' }
  | ({ call: 'link' } & Omit<Parameters<SessionRoom['link']>[0], 'workspace'>)
  | ({ call: 'unlink' } & Omit<Parameters<SessionRoom['unlink']>[0], 'workspace'>)
  | ({ call: 'revoke' } & Omit<Parameters<SessionRoom['revoke']>[0], 'workspace'>)
  | ErasingErrand

/** What a crash left undone is taken up again after this time. */
const ERRANDS_RETRY_MS = 5_000

type Stance = Awaited<ReturnType<SessionRoom['stance']>>

const NO_STANDING: Standing = { agent: null, logins: [] }

/**
 * One per workspace: its settings, its agents and their logins, and which customer is behind an address. One more, named
 * `REGISTER`, knows which workspaces there are.
 */
export class Directory extends DurableObject<Env> implements DirectoryRoom {
  readonly #people: People
  readonly #logins: Logins
  readonly #customers: Customers
  readonly #register: Register
  readonly #revocations: Revocations
  readonly #links: Links
  readonly #hashing = new Hashing()
  readonly #newcomers = new Newcomers()
  readonly #failures: FailedLogins
  readonly #timers: Timers<'outbox' | 'failures' | FarewellTimer>
  readonly #errands: Errands<Errand>
  readonly #farewells: Farewells

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql } = ctx.storage
    this.#people = new People(sql)
    this.#logins = new Logins(sql, generationOf(env))
    this.#customers = new Customers(sql)
    this.#register = new Register(sql)
    this.#revocations = new Revocations(sql)
    this.#links = new Links(sql)
    this.#failures = new FailedLogins(sql)
    this.#timers = new Timers(ctx.storage)
    this.#errands = new Errands(ctx.storage, this.#timers, (_, errand) => this.#deliver(errand))
    this.#farewells = new Farewells({
      storage: ctx.storage,
      env,
      config: () => readWorkspace(sql),
      customers: this.#customers,
      errands: this.#errands,
      timers: this.#timers,
      write: (act, now, id) => this.#write(act, now, id),
    })
    // An object that was never provisioned stays empty: asking for a workspace that is not there must cost nothing.
    if (!this.#isProvisioned()) return
    migrate(ctx.storage, DIRECTORY_MIGRATIONS)
    this.#farewells.wake(Date.now())
  }

  async provision(request: Omit<ProvisionRequest, 'pack'>): Promise<void> {
    migrate(this.ctx.storage, DIRECTORY_MIGRATIONS)
    const hashes = await this.#people.hashes(request.agents, this.#hashing)
    const { sql } = this.ctx.storage
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      const before = { config: readWorkspace(sql), agents: this.#people.all() }
      writeWorkspace(sql, request)
      this.#people.replace(request.agents, hashes)
      const config = readWorkspace(sql)
      if (!config) throw new Error('a workspace that was written cannot be read')
      for (const act of provisioningActs(before, { config, agents: this.#people.all() })) this.#write(act, now)
      if (before.config) this.#errands.put('floor', { call: 'recheck' }, now)
    })
    await this.#runErrands()
  }

  async config(): Promise<WorkspaceConfig | null> {
    return this.#isProvisioned() ? readWorkspace(this.ctx.storage.sql) : null
  }

  async standing(request: StandingRequest): Promise<Standing> {
    return this.#isProvisioned() ? this.#standing(request, Date.now()) : NO_STANDING
  }

  async standings(requests: StandingRequest[]): Promise<Standing[]> {
    if (!this.#isProvisioned()) return requests.map(() => NO_STANDING)
    const now = Date.now()
    return requests.map((request) => this.#standing(request, now))
  }

  #standing({ agent, logins }: StandingRequest, now: number): Standing {
    const good = logins.flatMap((login) => {
      const endsAt = this.#logins.endOf(login, agent, now)
      return endsAt === null ? [] : [{ login, endsAt }]
    })
    return { agent: this.#people.byId(agent), logins: good }
  }

  async customer({
    address,
    device,
    credential,
    issuedAt = 0,
    ip,
    profile,
  }: Parameters<DirectoryRoom['customer']>[0]): ReturnType<DirectoryRoom['customer']> {
    if (!this.#isProvisioned()) throw new Error('the workspace is not provisioned')
    const now = Date.now()
    const stances = address !== null && device !== null ? await this.#stances(address, device) : null
    const found = this.ctx.storage.transactionSync(() => {
      const known = this.#customers.find(address, device)
      // A release that tells no more than a session had no numbers in its credentials: they are of before any revocation.
      const given = credential ?? (device === null ? null : { id: device, session: device, grant: 0 })
      const isRevoked =
        address === null
          ? given !== null && this.#revocations.isRevokedDevice(given)
          : this.#revocations.isRevokedAddress(address, issuedAt)
      if (isRevoked) return { refused: 'revoked' as const }
      const retryAfterMs = known || address !== null ? 0 : this.#newcomers.take(ip, now)
      if (retryAfterMs > 0) return { refused: 'rate_limited' as const, retryAfterMs }
      const { id, session, grants } = known ?? this.#customers.create(address, now)
      if (stances && address !== null && device !== null) this.#link(address, device, stances, now)
      return { session, profile: { ...profile, id }, grants }
    })
    if (stances) this.ctx.waitUntil(this.#runErrands())
    return found
  }

  /** Asked before a visitor's session is linked to the one they sign in to; null where there is nothing to link. */
  async #stances(address: string, device: string): Promise<{ older: Stance; newer: Stance } | null> {
    const pair = this.#links.candidate(address, device)
    const workspace = readWorkspace(this.ctx.storage.sql)?.workspace
    if (!pair || workspace === undefined) return null
    const stance = (session: string) => sessionOf(this.env, workspace, session).stance({ workspace, session })
    const [older, newer] = await Promise.all([stance(pair.older), stance(pair.newer)])
    return { older, newer }
  }

  /** Inside the transaction of the join. Looks again: another join may have come between. */
  #link(address: string, device: string, { older, newer }: { older: Stance; newer: Stance }, now: number): void {
    const pair = this.#links.candidate(address, device)
    if (!pair) return
    const state = older.isWithAgent && newer.isWithAgent ? 'held' : 'linked'
    const id = this.#links.add(pair, state, now)
    this.#tellLinked({ id, ...pair, at: now, state }, older.isEmpty, now)
    this.#write(linkAct({ role: 'system', id: '' }, { id, ...pair, at: now, state }), now)
  }

  /** A segment in which nothing was said is nobody's to read; its sockets are told all the same. */
  #tellLinked({ id: link, older, newer, state }: LinkRow, isEmpty: boolean, now: number): void {
    const [earlier, later] = state === 'held' ? (['held', 'held'] as const) : (['earlier', 'newer'] as const)
    this.#errands.put(older, { call: 'link', session: older, link, as: earlier, other: newer }, now)
    if (!isEmpty) this.#errands.put(newer, { call: 'link', session: newer, link, as: later, other: older }, now)
  }

  async links(): Promise<LinkRow[]> {
    return this.#isProvisioned() ? this.#links.all() : []
  }

  async decideLink({ link, by, as }: Parameters<DirectoryRoom['decideLink']>[0]): Promise<boolean> {
    if (!this.#isProvisioned()) return false
    const now = Date.now()
    const row = this.ctx.storage.transactionSync(() => {
      const changed = this.#links.change(link, as)
      if (!changed) return null
      this.#write(linkAct(by, changed), now)
      const { older, newer } = changed
      if (as === 'linked') this.#tellLinked(changed, false, now)
      else {
        this.#errands.put(older, { call: 'unlink', session: older, link, other: newer }, now)
        this.#errands.put(newer, { call: 'unlink', session: newer, link, other: older }, now)
      }
      return changed
    })
    await this.#runErrands()
    return row !== null
  }

  async revoke({ request, by, whom }: Parameters<DirectoryRoom['revoke']>[0]): Promise<void> {
    if (!this.#isProvisioned()) return
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      if (!this.#revocations.begin(request, now)) return
      const found = this.#customers.lookUp('subject' in whom ? { address: addressOf(whom.subject) } : whom)
      const addresses = new Set(found?.addresses)
      if ('subject' in whom) addresses.add(addressOf(whom.subject))
      for (const address of addresses) this.#revocations.revokeAddress(address, now)
      if (found) this.#tellRevoked(found.session, { grants: this.#revocations.revokeSession(found.session) }, now)
      this.#write(revocationAct(by, found), now)
    })
    await this.#runErrands()
  }

  async forgetDevice(device: Parameters<DirectoryRoom['forgetDevice']>[0]): Promise<void> {
    if (!this.#isProvisioned()) return
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      const until = this.#revocations.revokeDevice(device.id, now)
      this.#tellRevoked(device.session, { device: { id: device.id, until } }, now)
    })
    await this.#runErrands()
  }

  /** The session is told even if this object goes down before it was. */
  #tellRevoked(
    session: string,
    what: { grants: number } | { device: { id: string; until: number } },
    now: number,
  ): void {
    this.#errands.put(session, { call: 'revoke', session, ...what }, now)
  }

  async record({ ref }: { ref: string }): Promise<CustomerRecord | null> {
    return this.#isProvisioned() ? this.#customers.record(ref) : null
  }

  async erase({ ref, by, reason }: Parameters<DirectoryRoom['erase']>[0]): Promise<Erasure | null> {
    const id = this.#isProvisioned() ? this.#farewells.erase(ref, by, reason) : null
    if (id === null) return null
    await this.#runErrands()
    return this.#farewells.find(id)
  }

  async erasure({ ref }: { ref: string }): Promise<Erasure | null> {
    return this.#isProvisioned() ? this.#farewells.find(ref) : null
  }

  async expire({ session }: { session: string }): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#farewells.expire(session)
    // Not waited for: the session that asks is among those who will be called.
    this.ctx.waitUntil(this.#runErrands())
  }

  async login(request: LoginRequest, ip: string): ReturnType<DirectoryRoom['login']> {
    const isProvisioned = this.#isProvisioned()
    if (isProvisioned && !(await this.#logins.mayTry(request.email, ip, Date.now()))) {
      return { refused: 'rate_limited' }
    }
    const person = isProvisioned ? this.#people.byEmail(request.email) : null
    const matches = await this.#hashing.tryRun(() => isPassword(request.password, person?.password ?? NOBODY))
    if (matches === null) return { refused: 'rate_limited' }
    if (!person || !matches) {
      if (isProvisioned) this.#countFailure(person?.agent.id ?? null, Date.now())
      return { refused: 'unauthenticated' }
    }
    const { token, login } = await this.#logins.prepare()
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      this.#logins.open(login, person.agent.id, now)
      this.#write(loginAct(person.agent), now)
    })
    this.ctx.waitUntil(this.#runErrands())
    return { token, agent: person.agent }
  }

  async signedIn(token: string): Promise<Agent | null> {
    if (!this.#isProvisioned()) return null
    const id = await this.#logins.agentOf(token, Date.now())
    return id === null ? null : this.#people.byId(id)
  }

  async logout(token: string): Promise<void> {
    if (!this.#isProvisioned()) return
    const login = await this.#logins.nameOf(token)
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      const agent = this.#logins.close(login)
      if (agent === null) return
      this.#write(logoutAct(agent, this.#people.byId(agent)), now)
      this.#errands.put('floor', { call: 'recheck' }, now)
    })
    // Whoever signs out wants it to be over when they are told so.
    await this.#runErrands()
  }

  override async alarm(): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#timers.disarm()
    const now = Date.now()
    // Each kind looks at its own rows; what is left of them sets its timer anew. Set before anything is awaited, so that
    // somebody looks again after a crash.
    if (this.#timers.take(now).length > 0) this.#timers.set('outbox', '', now + ERRANDS_RETRY_MS)
    this.#timers.arm()
    this.#tellFailures(now)
    await this.#farewells.look(now)
    await this.#runErrands()
  }

  async enlist(workspace: string): Promise<void> {
    migrate(this.ctx.storage, DIRECTORY_MIGRATIONS)
    this.#register.enlist(workspace)
  }

  async isEnlisted(workspace: string): Promise<boolean> {
    return this.#isProvisioned() && this.#register.has(workspace)
  }

  async enlisted(page: { after: string; limit: number }): Promise<string[]> {
    return this.#isProvisioned() ? this.#register.page(page) : []
  }

  /** Inside the transaction of the act. */
  #write(act: Omit<AuditEntry, 'id' | 'at'>, now: number, id: string = crypto.randomUUID()): void {
    this.#errands.put('audit', { call: 'audit', entry: { ...act, id, at: now } }, now)
  }

  #countFailure(agent: string | null, now: number): void {
    this.ctx.storage.transactionSync(() => this.#timers.set('failures', '', this.#failures.count(agent, now)))
    this.#timers.arm()
  }

  #tellFailures(now: number): void {
    this.ctx.storage.transactionSync(() => {
      const { taken, next } = this.#failures.take(now)
      for (const failures of taken) this.#write(failedLoginsAct(failures), now)
      if (next !== null) this.#timers.set('failures', '', next)
    })
  }

  async #runErrands(): Promise<void> {
    await this.#errands.run()
    this.#timers.arm()
  }

  async #deliver(errand: Errand): Promise<void> {
    const workspace = readWorkspace(this.ctx.storage.sql)?.workspace
    if (workspace === undefined) throw new Error('nothing is told before a workspace is written')
    switch (errand.call) {
      case 'audit':
        await auditOf(this.env, workspace).record(errand.entry)
        return
      case 'recheck':
        return floorOf(this.env, workspace).recheckAgents()
      case 'link': {
        const { call: _, ...what } = errand
        return sessionOf(this.env, workspace, what.session).link({ workspace, ...what })
      }
      case 'unlink': {
        const { call: _, ...what } = errand
        return sessionOf(this.env, workspace, what.session).unlink({ workspace, ...what })
      }
      case 'revoke': {
        const { call: _, ...what } = errand
        return sessionOf(this.env, workspace, what.session).revoke({ workspace, ...what })
      }
      default:
        return this.#farewells.run(errand, workspace)
    }
  }

  #isProvisioned(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
