import { DurableObject } from 'cloudflare:workers'
import type { LoginRequest, ProvisionRequest } from '@baton/protocol'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import { type Env, generationOf } from '../env.ts'
import type { Agent, DirectoryRoom, Standing, StandingRequest, WorkspaceConfig } from '../rooms.ts'
import { Customers } from './customers.ts'
import { Hashing } from './hashing.ts'
import { Logins } from './logins.ts'
import { Newcomers } from './newcomers.ts'
import { isPassword, NOBODY } from './password.ts'
import { People } from './people.ts'
import { Register } from './register.ts'
import { DIRECTORY_MIGRATIONS } from './schema.ts'
import { readWorkspace, writeWorkspace } from './workspace.ts'

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
  readonly #hashing = new Hashing()
  readonly #newcomers = new Newcomers()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql } = ctx.storage
    this.#people = new People(sql)
    this.#logins = new Logins(sql, generationOf(env))
    this.#customers = new Customers(sql)
    this.#register = new Register(sql)
    // An object that was never provisioned stays empty: asking for a workspace that is not there must cost nothing.
    if (this.#isProvisioned()) migrate(ctx.storage, DIRECTORY_MIGRATIONS)
  }

  async provision(request: Omit<ProvisionRequest, 'pack'>): Promise<void> {
    migrate(this.ctx.storage, DIRECTORY_MIGRATIONS)
    const hashes = await this.#people.hashes(request.agents, this.#hashing)
    this.ctx.storage.transactionSync(() => {
      writeWorkspace(this.ctx.storage.sql, request)
      this.#people.replace(request.agents, hashes)
    })
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
    ip,
    profile,
  }: Parameters<DirectoryRoom['customer']>[0]): ReturnType<DirectoryRoom['customer']> {
    if (!this.#isProvisioned()) throw new Error('the workspace is not provisioned')
    const now = Date.now()
    return this.ctx.storage.transactionSync(() => {
      const known = this.#customers.find(address, device)
      const retryAfterMs = known || address !== null ? 0 : this.#newcomers.take(ip, now)
      if (retryAfterMs > 0) return { refused: 'rate_limited' as const, retryAfterMs }
      const { id, session } = known ?? this.#customers.create(address, now)
      return { session, profile: { ...profile, id } }
    })
  }

  async login(request: LoginRequest, ip: string): ReturnType<DirectoryRoom['login']> {
    const isProvisioned = this.#isProvisioned()
    if (isProvisioned && !(await this.#logins.mayTry(request.email, ip, Date.now()))) {
      return { refused: 'rate_limited' }
    }
    const person = isProvisioned ? this.#people.byEmail(request.email) : null
    const matches = await this.#hashing.tryRun(() => isPassword(request.password, person?.password ?? NOBODY))
    if (matches === null) return { refused: 'rate_limited' }
    if (!person || !matches) return { refused: 'unauthenticated' }
    return { token: await this.#logins.open(person.agent.id, Date.now()), agent: person.agent }
  }

  async signedIn(token: string): Promise<Agent | null> {
    if (!this.#isProvisioned()) return null
    const id = await this.#logins.agentOf(token, Date.now())
    return id === null ? null : this.#people.byId(id)
  }

  async logout(token: string): Promise<void> {
    if (this.#isProvisioned()) await this.#logins.close(token)
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

  #isProvisioned(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
