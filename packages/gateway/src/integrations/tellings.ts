import type { EndpointView, Interaction, WebhookAttempt, WebhookEvent } from '@baton/protocol'
import type { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { sessionOf } from '../rooms-of.ts'
import type { Connectors } from './connectors.ts'
import { CRM, type Crm, sendInteraction } from './crm.ts'
import type { Deliveries, Due } from './deliveries.ts'
import type { Endpoints } from './endpoints.ts'
import { nextAttempt } from './schedule.ts'
import { tell } from './sender.ts'

/** How many receivers are told at the same time. */
const AT_ONCE = 6
/** What a crash left undone is taken up again after this time, and so is what failed on this side. */
const RETRY_MS = 30_000

export type TellingTimer = 'deliver'

interface Parts {
  ctx: DurableObjectState
  env(): Env
  timers: Pick<Timers<TellingTimer>, 'set' | 'arm'>
  deliveries: Deliveries
  endpoints: Endpoints
  connectors: Connectors
  crm: Crm
  /** Inside the transaction in which an endpoint is turned off by itself. */
  turnedOff(endpoint: string, why: NonNullable<EndpointView['off']>): void
  /** Once an attempt is written down. */
  settled(): Promise<void>
}

/** Tells what is due to those who want to be told: attempt after attempt, each receiver by itself. */
export class Tellings {
  readonly #parts: Parts
  /** Attempts that are under way, by their delivery. */
  readonly #busy = new Set<number>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A few at a time. One that is slow keeps nobody waiting but its own. */
  work(): void {
    const { ctx, deliveries } = this.#parts
    for (const due of deliveries.due(Date.now(), AT_ONCE - this.#busy.size, this.#busy)) {
      this.#busy.add(due.id)
      ctx.waitUntil(
        this.#attempt(due)
          .catch((error: unknown) => {
            warn('integrations.tell', error)
            deliveries.postpone(due.id, Date.now() + RETRY_MS)
          })
          .finally(() => {
            this.#busy.delete(due.id)
            this.watch()
            this.work()
          }),
      )
    }
  }

  /** Sees to it that the alarm goes off for the next attempt; for what is under way, should the object go down meanwhile. */
  watch(): void {
    const { deliveries, timers } = this.#parts
    const next = deliveries.nextDue(this.#busy)
    const under = this.#busy.size > 0 ? Date.now() + RETRY_MS : null
    const due = [next, under].filter((at) => at !== null)
    if (due.length > 0) timers.set('deliver', '', Math.max(Math.min(...due), Date.now() + 1))
    timers.arm()
  }

  #attempt(due: Due): Promise<void> {
    return due.endpoint === CRM ? this.#sync(due) : this.#tell(due)
  }

  async #tell(due: Due): Promise<void> {
    const { ctx, deliveries, endpoints, env, settled, turnedOff } = this.#parts
    const open = await endpoints.open(due.endpoint, Date.now())
    if (!open) return deliveries.pause(due.endpoint)
    const { attempt, as, askedMs } = await tell(env(), open, due)
    const now = Date.now()
    ctx.storage.transactionSync(() => {
      if (as === 'heard') {
        endpoints.heard(due.endpoint, now)
        return deliveries.attempted(due, attempt, { state: 'delivered', next: null })
      }
      const next = as === 'again' ? nextAttempt(due.tries + 1, now, Math.random(), askedMs) : null
      deliveries.attempted(due, attempt, { state: next === null ? 'failed' : 'waiting', next })
      if (next !== null) return
      // It has answered since: what failed is this event, and not the receiver.
      if (as === 'again' && endpoints.wasHeardSince(due.endpoint, due.since)) return
      const why = as === 'gone' ? 'gone' : 'failing'
      endpoints.turnOff(due.endpoint, why)
      deliveries.pause(due.endpoint)
      turnedOff(due.endpoint, why)
    })
    await settled()
  }

  /** One attempt to give a record to the CRM, as the session tells it now. */
  async #sync(due: Due): Promise<void> {
    const { data } = JSON.parse(due.body) as WebhookEvent
    const { workspace, session = '', caseId = '' } = data
    const { connectors, deliveries, env } = this.#parts
    const at = Date.now()
    const crm = this.#parts.crm.settings()
    let attempt: Pick<WebhookAttempt, 'status' | 'error'> & { askedMs?: number } = {
      status: null,
      error: 'unreachable',
    }
    try {
      const record = crm && ((await sessionOf(env(), workspace, session).interaction({ caseId })) as Interaction | null)
      if (!record) return deliveries.drop(due.id)
      const connector = await connectors.open(crm.connector)
      if (!deliveries.isKept(due.id)) return
      if (connector) attempt = await sendInteraction(env(), workspace, { path: crm.path, connector }, record)
    } catch (error) {
      warn('integrations.crm', error)
    }
    const now = Date.now()
    const { status, error, askedMs = 0 } = attempt
    const isTaken = status !== null && status >= 200 && status < 300
    const next = isTaken ? null : nextAttempt(due.tries + 1, now, Math.random(), askedMs)
    const state = isTaken ? 'delivered' : next === null ? 'failed' : 'waiting'
    deliveries.attempted(due, { at, status, error, tookMs: now - at }, { state, next })
  }
}
