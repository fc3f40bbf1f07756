import { DurableObject } from 'cloudflare:workers'
import type { ApiKeyView, Erasure, LoginRequest, ProvisionRequest } from '@baton/protocol'
import type { Arrived, ChannelDirectory, Redeemed } from '../channels/rooms.ts'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import { sessionOf } from '../rooms-of.ts'
import { provisioningActs } from './acts.ts'
import { Admission } from './admission.ts'
import { ApiKeys, apiKeyAct } from './api-keys.ts'
import { Connecting } from './connecting.ts'
import { Customers } from './customers.ts'
import { Departures } from './departures.ts'
import { Erasures } from './erasures.ts'
import { DirectoryErrands } from './errands.ts'
import { Farewells, type FarewellTimer } from './farewells.ts'
import { Hashing } from './hashing.ts'
import { LinkOffers } from './link-offers.ts'
import { Linking } from './linking.ts'
import { Links } from './links.ts'
import { People } from './people.ts'
import { Register } from './register.ts'
import { Revocations } from './revocations.ts'
import type {
  Agent,
  CustomerRecord,
  DirectoryRoom,
  KnownApiKey,
  LinkRow,
  Standing,
  StandingRequest,
  WorkspaceConfig,
} from './rooms.ts'
import { DIRECTORY_MIGRATIONS } from './schema.ts'
import { SignIns } from './sign-ins.ts'
import { spend } from './spending.ts'
import { addressOf } from './vouched.ts'
import { readWorkspace, writeWorkspace } from './workspace.ts'

/** What a crash left undone is taken up again after this time. */
const ERRANDS_RETRY_MS = 5_000

const NO_STANDING: Standing = { agent: null, logins: [] }

/**
 * One per workspace: its settings, its agents and their logins, and which customer is behind an address. One more, named
 * `REGISTER`, knows which workspaces there are.
 */
export class Directory extends DurableObject<Env> implements DirectoryRoom, ChannelDirectory {
  readonly #people: People
  readonly #customers: Customers
  readonly #register: Register
  readonly #apiKeys: ApiKeys
  readonly #links: Links
  readonly #hashing = new Hashing()
  readonly #timers: Timers<'outbox' | 'failures' | FarewellTimer>
  readonly #errands: DirectoryErrands
  readonly #signIns: SignIns
  readonly #linking: Linking
  readonly #connecting: Connecting
  readonly #admission: Admission
  readonly #farewells: Farewells

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    const { sql } = storage
    this.#people = new People(sql)
    this.#customers = new Customers(sql)
    this.#register = new Register(sql)
    this.#apiKeys = new ApiKeys(sql)
    this.#links = new Links(sql)
    this.#timers = new Timers(storage)
    const erasures = new Erasures(sql)
    const departures = new Departures(sql)
    this.#errands = new DirectoryErrands({
      storage,
      timers: this.#timers,
      erasures,
      env: () => this.env,
      workspace: () => readWorkspace(sql)?.workspace,
    })
    const parts = { storage, customers: this.#customers, errands: this.#errands, timers: this.#timers }
    this.#signIns = new SignIns({
      ...parts,
      generation: generationOf(env),
      people: this.#people,
      hashing: this.#hashing,
    })
    const offers = new LinkOffers(sql)
    const kin = { links: this.#links, customers: this.#customers }
    this.#linking = new Linking({
      ...kin,
      errands: this.#errands,
      stanceOf: (session) => this.#room(session).stance({ workspace: this.#workspace(), session }),
    })
    this.#connecting = new Connecting({
      ...kin,
      storage,
      linking: this.#linking,
      offers,
      profileOf: async (session) => this.#room(session).profile(),
    })
    this.#admission = new Admission({
      ...parts,
      revocations: new Revocations(sql),
      linking: this.#linking,
      offers,
      departures,
    })
    this.#farewells = new Farewells({ ...parts, env, config: () => readWorkspace(sql), erasures, departures })
    // An object that was never provisioned stays empty: asking for a workspace that is not there must cost nothing.
    if (!this.#isProvisioned()) return
    migrate(storage, DIRECTORY_MIGRATIONS)
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
      for (const act of provisioningActs(before, { config, agents: this.#people.all() })) this.#errands.audit(act, now)
      if (before.config) this.#errands.recheck(now)
    })
    this.#farewells.wake(now)
    await this.#errands.run()
  }

  async config(): Promise<WorkspaceConfig | null> {
    return this.#isProvisioned() ? readWorkspace(this.ctx.storage.sql) : null
  }

  async spend(request: Parameters<DirectoryRoom['spend']>[0]): Promise<boolean> {
    return this.#isProvisioned() && spend(this.ctx.storage.sql, request)
  }

  async standing(request: StandingRequest): Promise<Standing> {
    return this.#isProvisioned() ? this.#signIns.standing(request, Date.now()) : NO_STANDING
  }

  async standings(requests: StandingRequest[]): Promise<Standing[]> {
    if (!this.#isProvisioned()) return requests.map(() => NO_STANDING)
    const now = Date.now()
    return requests.map((request) => this.#signIns.standing(request, now))
  }

  async customer(request: Parameters<DirectoryRoom['customer']>[0]): ReturnType<DirectoryRoom['customer']> {
    if (!this.#isProvisioned()) throw new Error('the workspace is not provisioned')
    const { joined, owes } = await this.#admission.join(request)
    if (owes) this.ctx.waitUntil(this.#errands.run())
    return joined
  }

  async arrive(request: Parameters<ChannelDirectory['arrive']>[0]): Promise<Arrived> {
    const locale = this.#isProvisioned() ? readWorkspace(this.ctx.storage.sql)?.locale : undefined
    if (locale === undefined) throw new Error('the workspace is not provisioned')
    return this.#admission.arrive(request, locale)
  }

  async mintLinkCode(
    request: Parameters<ChannelDirectory['mintLinkCode']>[0],
  ): ReturnType<ChannelDirectory['mintLinkCode']> {
    this.#workspace()
    return this.#connecting.mint(request)
  }

  async redeemLinkCode(request: Parameters<ChannelDirectory['redeemLinkCode']>[0]): Promise<Redeemed> {
    this.#workspace()
    return this.#connecting.redeem(request)
  }

  async consentToLink(request: Parameters<ChannelDirectory['consentToLink']>[0]): Promise<Redeemed | null> {
    this.#workspace()
    const answer = await this.#connecting.answer(request)
    // Waited for: whoever is told that they are one customer finds both sessions so.
    if (answer) await this.#errands.run()
    return answer
  }

  async linkByAgent(
    request: Parameters<ChannelDirectory['linkByAgent']>[0],
  ): ReturnType<ChannelDirectory['linkByAgent']> {
    this.#workspace()
    const answer = await this.#connecting.byAgent(request)
    await this.#errands.run()
    return answer
  }

  async links(request?: { session: string }): Promise<LinkRow[]> {
    if (!this.#isProvisioned()) return []
    return request ? this.#links.of(request.session) : this.#links.all()
  }

  async decideLink(request: Parameters<DirectoryRoom['decideLink']>[0]): Promise<boolean> {
    if (!this.#isProvisioned()) return false
    const now = Date.now()
    const isDone = this.ctx.storage.transactionSync(() => this.#linking.decide(request, now))
    await this.#errands.run()
    return isDone
  }

  async revoke(request: Parameters<DirectoryRoom['revoke']>[0]): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#admission.revoke(request, Date.now())
    await this.#errands.run()
  }

  async forgetDevice(device: Parameters<DirectoryRoom['forgetDevice']>[0]): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#admission.forgetDevice(device, Date.now())
    await this.#errands.run()
  }

  async record({ ref }: { ref: string }): Promise<CustomerRecord | null> {
    return this.#isProvisioned() ? this.#customers.record(ref) : null
  }

  async erase({ ref, by, reason }: Parameters<DirectoryRoom['erase']>[0]): Promise<Erasure | null> {
    const id = this.#isProvisioned() ? this.#farewells.erase(ref, by, reason) : null
    if (id === null) return null
    await this.#errands.run()
    return this.#farewells.find(id)
  }

  async erasure({ ref }: { ref: string }): Promise<Erasure | null> {
    return this.#isProvisioned() ? this.#farewells.find(ref) : null
  }

  async expire({ session }: { session: string }): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#farewells.expire(session)
    // Not waited for: the session that asks is among those who will be called.
    this.ctx.waitUntil(this.#errands.run())
  }

  async login(request: LoginRequest, ip: string): ReturnType<DirectoryRoom['login']> {
    const answer = await this.#signIns.signIn(request, ip, this.#isProvisioned())
    if (!('refused' in answer)) this.ctx.waitUntil(this.#errands.run())
    return answer
  }

  async signedIn(token: string): Promise<Agent | null> {
    return this.#isProvisioned() ? this.#signIns.agentOf(token) : null
  }

  async logout(token: string): Promise<void> {
    if (!this.#isProvisioned()) return
    await this.#signIns.signOut(token)
    // Whoever signs out wants it to be over when they are told so.
    await this.#errands.run()
  }

  async apiKeys(): Promise<ApiKeyView[]> {
    return this.#isProvisioned() ? this.#apiKeys.all() : []
  }

  async addApiKey(request: Parameters<DirectoryRoom['addApiKey']>[0]): ReturnType<DirectoryRoom['addApiKey']> {
    this.#workspace()
    const now = Date.now()
    const added = this.ctx.storage.transactionSync(() => {
      const key = this.#apiKeys.add(request, now)
      if (!('refused' in key)) this.#errands.audit(apiKeyAct(request.by, 'add', key), now)
      return key
    })
    await this.#errands.run()
    return added
  }

  async revokeApiKey({ key, by }: Parameters<DirectoryRoom['revokeApiKey']>[0]): Promise<boolean> {
    if (!this.#isProvisioned()) return false
    const now = Date.now()
    const isKnown = this.ctx.storage.transactionSync(() => {
      const revoked = this.#apiKeys.revoke(key, now)
      if (revoked) this.#errands.audit(apiKeyAct(by, 'revoke', revoked), now)
      return revoked !== null || this.#apiKeys.has(key)
    })
    await this.#errands.run()
    return isKnown
  }

  async apiKey({ key }: { key: string }): Promise<KnownApiKey | null> {
    return this.#isProvisioned() ? this.#apiKeys.find(key) : null
  }

  async apiKeyUsed({ key }: { key: string }): Promise<void> {
    if (this.#isProvisioned()) this.#apiKeys.used(key, Date.now())
  }

  async customers(request: Parameters<DirectoryRoom['customers']>[0]): ReturnType<DirectoryRoom['customers']> {
    return this.#isProvisioned() ? this.#customers.page(request, Date.now()) : { customers: [], next: null }
  }

  async customerByHostId({ hostId }: { hostId: string }): Promise<CustomerRecord> {
    this.#workspace()
    const address = addressOf(hostId)
    return this.ctx.storage.transactionSync(() => {
      const { session } = this.#customers.find(address, null) ?? this.#customers.create(address, Date.now())
      const record = this.#customers.recordOf(session)
      if (!record) throw new Error('a customer who was written cannot be read')
      return record
    })
  }

  override async alarm(): Promise<void> {
    if (!this.#isProvisioned()) return
    this.#timers.disarm()
    const now = Date.now()
    // Each kind looks at its own rows; what is left of them sets its timer anew. Set before anything is awaited, so that
    // somebody looks again after a crash.
    if (this.#timers.take(now).length > 0) this.#timers.set('outbox', '', now + ERRANDS_RETRY_MS)
    this.#timers.arm()
    this.#signIns.tellFailures(now)
    await this.#farewells.look(now)
    await this.#errands.run()
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

  #workspace(): string {
    const workspace = this.#isProvisioned() ? readWorkspace(this.ctx.storage.sql)?.workspace : undefined
    if (workspace === undefined) throw new Error('the workspace is not provisioned')
    return workspace
  }

  #room(session: string) {
    return sessionOf(this.env, this.#workspace(), session)
  }

  #isProvisioned(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
