import type { Rank } from '@baton/protocol'
import { Rates } from '../durable/rates.ts'
import type { FloorErrands } from './errands.ts'

/** How often one agent's refusals are written down. */
const WRITTEN = { times: 20, windowMs: 60_000, agents: 1_000 } as const
const HOUR_MS = 3_600_000

/** Agents who ask for sessions that are not theirs: written down once an hour for each, and not more often than anybody errs. */
export class Refusals {
  readonly #storage: DurableObjectStorage
  readonly #errands: FloorErrands
  readonly #rates = new Rates(WRITTEN.agents)

  constructor(storage: DurableObjectStorage, errands: FloorErrands) {
    this.#storage = storage
    this.#errands = errands
  }

  /** True when it is to be told to Audit. */
  write(agent: string, rank: Rank, session: string, at: number): boolean {
    if (this.#rates.take(agent, WRITTEN.times, WRITTEN.windowMs, at) > 0) return false
    const id = `open_refused:${agent}:${session}:${Math.floor(at / HOUR_MS)}`
    const entry = { id, at, by: { role: rank, id: agent }, action: 'session.open_refused', on: { session } }
    this.#storage.transactionSync(() => this.#errands.audit(entry))
    return true
  }
}
