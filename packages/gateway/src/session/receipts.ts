import type { DeliveryReason, DeliveryState } from '@baton/protocol'
import { DELIVERY_STATES } from '@baton/protocol'
import { advances } from '@baton/relay/session'
import type { Receipt } from '../channels/rooms.ts'
import type { Core } from './core.ts'
import type { SentPart } from './delivery-rows.ts'

type News = Pick<Receipt, 'state' | 'reason'>

/** What vendors say became of what was sent from here; an earlier segment is told of its own. Older news than what is known changes nothing. */
export class Receipts {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  take({ route, of, ...news }: Receipt): void {
    const { delivering, routes } = this.#core
    if (!routes.row(route)) return
    if ('until' in of) for (const { seq } of delivering.rows.sentUntil(route, of.until)) this.#message(seq, route, news)
    else for (const id of of.ids) this.#part(route, id, news)
  }

  #part(route: string, id: string, news: News): void {
    const { delivering } = this.#core
    const part = delivering.rows.named(route, id)
    if (!part) return delivering.keep(route, id, () => this.#part(route, id, news))
    if (!advances(part.state, news.state)) return
    const { seq } = part
    const others = delivering.rows.partsOf(seq, route).filter((each) => each.part !== part.part)
    const name = () => delivering.rows.name(route, id, { ...part, state: news.state })
    const state = wholeOf([...others, { ...part, state: news.state }])
    if (!this.#message(seq, route, { ...news, state }, name)) this.#core.ctx.storage.transactionSync(name)
  }

  /** False when it is no news of the whole message. */
  #message(seq: number, route: string, { state, reason }: News, within?: () => void): boolean {
    const { delivering } = this.#core
    const delivery = delivering.rows.get(seq, route)
    // What has not left altogether, or waits to leave again, is told of when it has.
    if (!delivery || delivery.state === null || delivery.state === 'held') return false
    if (!advances(delivery.state, state)) return false
    const why: { reason?: DeliveryReason } = state === 'failed' ? { reason: reason ?? 'rejected' } : {}
    delivering.tell(delivery, { state, ...why }, within)
    return true
  }
}

/** A message has come as far as the part of it that has come least far; that is `failed` when any has. */
const wholeOf = (parts: readonly SentPart[]): Exclude<DeliveryState, 'held'> =>
  parts
    .map(({ state }) => state as Exclude<DeliveryState, 'held'>)
    .reduce((least, state) => (DELIVERY_STATES.indexOf(state) < DELIVERY_STATES.indexOf(least) ? state : least), 'read')
