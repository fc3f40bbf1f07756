import type { LoginRequest } from '@baton/protocol'
import type { Timers } from '../durable/timers.ts'
import { failedLoginsAct, loginAct, logoutAct } from './acts.ts'
import type { DirectoryErrands } from './errands.ts'
import { FailedLogins } from './failures.ts'
import type { Hashing } from './hashing.ts'
import { Logins } from './logins.ts'
import { isPassword, NOBODY } from './password.ts'
import type { People } from './people.ts'
import type { Agent, DirectoryRoom, Standing, StandingRequest } from './rooms.ts'

interface Parts {
  storage: DurableObjectStorage
  generation: string
  people: People
  hashing: Hashing
  errands: DirectoryErrands
  timers: Pick<Timers<'failures'>, 'set' | 'arm'>
}

/** How agents come to their desk and leave it. */
export class SignIns {
  readonly #parts: Parts
  readonly #logins: Logins
  readonly #failures: FailedLogins

  constructor(parts: Parts) {
    const { sql } = parts.storage
    this.#parts = parts
    this.#logins = new Logins(sql, parts.generation)
    this.#failures = new FailedLogins(sql)
  }

  standing({ agent, logins }: StandingRequest, now: number): Standing {
    const good = logins.flatMap((login) => {
      const endsAt = this.#logins.endOf(login, agent, now)
      return endsAt === null ? [] : [{ login, endsAt }]
    })
    return { agent: this.#parts.people.byId(agent), logins: good }
  }

  /** Where nobody is known it takes as long as anywhere. */
  async signIn(
    { email, password }: LoginRequest,
    ip: string,
    isProvisioned: boolean,
  ): ReturnType<DirectoryRoom['login']> {
    const { storage, people, hashing, errands } = this.#parts
    if (isProvisioned && !(await this.#logins.mayTry(email, ip, Date.now()))) return { refused: 'rate_limited' }
    const person = isProvisioned ? people.byEmail(email) : null
    const matches = await hashing.tryRun(() => isPassword(password, person?.password ?? NOBODY))
    if (matches === null) return { refused: 'rate_limited' }
    if (!person || !matches) {
      if (isProvisioned) this.#countFailure(person?.agent.id ?? null, Date.now())
      return { refused: 'unauthenticated' }
    }
    const { token, login } = await this.#logins.prepare()
    const now = Date.now()
    storage.transactionSync(() => {
      this.#logins.open(login, person.agent.id, now)
      errands.audit(loginAct(person.agent), now)
    })
    return { token, agent: person.agent }
  }

  async agentOf(token: string): Promise<Agent | null> {
    const id = await this.#logins.agentOf(token, Date.now())
    return id === null ? null : this.#parts.people.byId(id)
  }

  async signOut(token: string): Promise<void> {
    const { storage, people, errands } = this.#parts
    const login = await this.#logins.nameOf(token)
    const now = Date.now()
    storage.transactionSync(() => {
      const agent = this.#logins.close(login)
      if (agent === null) return
      errands.audit(logoutAct(agent, people.byId(agent)), now)
      errands.recheck(now)
    })
  }

  #countFailure(agent: string | null, now: number): void {
    const { storage, timers } = this.#parts
    storage.transactionSync(() => timers.set('failures', '', this.#failures.count(agent, now)))
    timers.arm()
  }

  /** Part of the object's alarm: writes down what was counted long enough. */
  tellFailures(now: number): void {
    const { storage, errands, timers } = this.#parts
    storage.transactionSync(() => {
      const { taken, next } = this.#failures.take(now)
      for (const failures of taken) errands.audit(failedLoginsAct(failures), now)
      if (next !== null) timers.set('failures', '', next)
    })
  }
}
