import type { Order } from '@baton/protocol'
import { DETECTORS, redactJson } from '@baton/relay/masking'
import { type EventDraft, firedBefore, SYSTEM, writeBrief } from '@baton/relay/session'
import { warn } from '../log.ts'
import { recentOrders } from './business.ts'
import type { Core } from './core.ts'
import type { Knowhow } from './knowhow.ts'

/** Adds the customer's recent orders to the brief. The agent may have it before; it is then written once more. */
export class Briefing {
  readonly #core: Core
  readonly #underWay = new Set<string>()

  constructor(core: Core) {
    this.#core = core
  }

  async complete(handoffId: string): Promise<void> {
    if (this.#underWay.has(handoffId)) return
    this.#underWay.add(handoffId)
    try {
      const knowhow = await this.#core.knowhow()
      const known = await this.#orders(knowhow, handoffId)
      const { state } = this.#core.ledger
      const done = () => this.#core.timers.clear('brief', handoffId)
      if (state.handoff?.id !== handoffId) return done()
      const orders = {
        orders: redactJson(known ?? [], DETECTORS, knowhow.exempt),
        ordersState: known ? 'known' : 'unreachable',
      } as const
      const brief = writeBrief(state, state.case?.firing ? firedBefore(state.case.firing) : null, orders, Date.now())
      const id = `${handoffId}:brief:${state.fence}`
      const written: EventDraft = {
        kind: 'brief.written',
        id,
        by: SYSTEM,
        audience: 'staff',
        body: { handoffId, brief },
      }
      this.#core.commit([written], { within: done })
    } catch (error) {
      // The timer's row stays and takes it up again.
      warn('session.brief', error)
    } finally {
      this.#underWay.delete(handoffId)
    }
  }

  /** Null when there is nobody to ask for, or the business system does not tell. */
  async #orders({ call, snapshot }: Knowhow, handoffId: string): Promise<Order[] | null> {
    const { profile } = this.#core.ledger.state
    const action = snapshot.pack.actions.find((each) => each.id === 'customer.orders')
    if (!action || !profile?.hostId) return null
    const key = `${this.#core.identity().session}:${handoffId}:orders`
    return recentOrders(call, action, profile.hostId, key)
  }
}
