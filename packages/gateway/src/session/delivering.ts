import type { ChannelKind, DeliveryReason, SessionEvent } from '@baton/protocol'
import { mayReach } from '@baton/relay/session'
import type { Outgoing, Part, Sent, Tools } from '../channels/channel.ts'
import { openAccount } from '../channels/open-account.ts'
import type { Attempt } from '../channels/rooms.ts'
import { type AnyAccount, type AnyChannel, type Speaker, speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { Later } from '../durable/outbox.ts'
import { BatonError } from '../http/baton-error.ts'
import { warn } from '../log.ts'
import { channelsOf } from '../rooms-of.ts'
import type { Core } from './core.ts'
import { type Delivery, DeliveryRows } from './delivery-rows.ts'
import { outgoingOf } from './outgoing.ts'
import { uuidOf } from './part-key.ts'

/** A vendor that does not answer is tried this long. */
const GIVE_UP_MS = 24 * 3_600_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 300_000

/** Reasons that pass once the customer is heard again: the message waits, and is not lost. */
const WAITING: ReadonlySet<DeliveryReason> = new Set<DeliveryReason>(['window_closed', 'quota_spent', 'blocked'])

/** A message that has to go out by a route. `at`: since when it is tried. */
export interface Owed {
  seq: number
  route: string
  at: number
}

/** What is to be done with a message, as things stand at this moment. */
type Look =
  | { do: 'nothing' }
  | { do: 'hold' | 'fail'; reason: DeliveryReason; event: SessionEvent; delivery: Delivery }
  | { do: 'send'; outgoing: Outgoing; parts: Part[]; delivery: Delivery }
  /** The rest of it is no more. */
  | { do: 'end'; parts: number; delivery: Delivery }

/**
 * Sends what is owed by a route, in order and one at a time. What goes out is read from the log at the last moment, so that
 * nothing leaves that was taken out of it. Each part is noted as it leaves: a retry sends none twice, but for one whose vendor
 * has answered while this object went down.
 */
export class Delivering {
  readonly rows: DeliveryRows
  readonly #core: Core
  /** Receipts that come before the part they are of has been noted. */
  readonly #early = new Map<string, { id: string; apply: () => void }[]>()

  constructor(core: Core) {
    this.#core = core
    this.rows = new DeliveryRows(core.ctx.storage.sql)
  }

  /** @throws Later when it is to be tried again, and when. */
  async deliver(owed: Owed, attempts: number): Promise<void> {
    const { env } = this.#core
    const { workspace } = this.#core.identity()
    const row = this.#core.routes.row(owed.route)
    const speaker = row && speakerOf(await openAccount(env, workspace, row.account))
    if (this.#core.isOver || !row) return
    if (!speaker) return this.#fail(owed, 'account_gone')
    const { account, channel } = speaker
    const room = channelsOf(env, workspace)
    for (let stale: string | null = null; ; ) {
      if (!this.#isToSend(owed, speaker)) return
      const leave = await room.leave({ account: account.id })
      if ('refused' in leave) return this.#fail(owed, leave.refused)
      if (leave.waitMs > 0) {
        if (this.#isLate(owed)) return this.#fail(owed, 'gave_up')
        throw new Later(leave.waitMs, { counts: false })
      }
      const token: string | null | undefined = channel.fetchToken
        ? await room.token({ account: account.id, ...(stale !== null && { stale }) }).catch(() => undefined)
        : null
      const reached = await this.#core.routes.addressOf(row)
      if (this.#core.isOver) return
      if (token === undefined) return this.#again(owed, attempts, {})
      if (channel.fetchToken && token === null) return this.#refused(owed, account, 'credentials')
      // Much may have happened while it waited: from this look on nothing is awaited until it leaves.
      const look = this.#look(owed, speaker)
      if (look.do !== 'send') continue
      if (this.#isCarried(owed, look, channel)) return
      // A vendor's clock stamps it before its answer is back: what is told of a time is told of that one.
      const leftAt = Date.now()
      const sent = await this.#send(owed, look, speaker, { reached, token })
      if (sent.as !== 'sent') this.#early.delete(owed.route)
      if (this.#core.isOver) return
      switch (sent.as) {
        case 'sent':
          this.#left(owed, look, sent.id, leftAt)
          await this.#told(account, { as: 'sent' })
          break
        case 'stale_token':
          if (stale !== null || token === null) return this.#refused(owed, account, 'credentials')
          stale = token
          break
        case 'failed':
          return this.#refused(owed, account, sent.reason)
        case 'later': {
          // The vendor has answered, so it is up; it only wants this one customer left alone.
          await this.#told(account, sent.isOfOne ? { as: 'failed', reason: 'rejected' } : sent)
          return this.#again(owed, attempts, sent)
        }
      }
    }
  }

  /** What was held goes first, in order. Inside a transaction. */
  release(route: string, now: number): void {
    const held = this.rows.held(route)
    if (held.length === 0) return
    for (const each of held) this.rows.save({ ...each, state: null })
    const { errands } = this.#core
    const owed = new Map(errands.owedBy(route).map((each) => [each.seq, each]))
    for (const { seq } of held) owed.set(seq, { seq, route, at: now })
    errands.reorder(
      route,
      [...owed.values()].sort((a, b) => a.seq - b.seq),
      now,
    )
  }

  /** An operator has it tried again. False when nothing could be. */
  redeliver(seq: number, route: string, now: number): boolean {
    const delivery = this.rows.get(seq, route)
    if (!delivery || !this.#core.routes.row(route) || !this.#core.ledger.log.get(seq)) return false
    if (delivery.state !== 'failed') return true
    const failed = this.rows.partsOf(seq, route).find(({ state }) => state === 'failed')?.part
    this.#core.ctx.storage.transactionSync(() => {
      if (failed !== undefined) this.rows.unname(seq, route, failed)
      this.rows.save({ ...delivery, state: null, parts: failed ?? delivery.parts })
      this.#core.errands.deliver({ seq, route, at: now }, now)
    })
    this.#core.duties.wake()
    return true
  }

  /** What was given to the vendor with its own request, for whoever asks again. */
  carriedFor(heard: number, account: AnyAccount): Outgoing | null {
    const carried = this.rows.carriedFor(heard)
    const event = carried && this.#core.ledger.log.get(carried.seq)
    const outgoing = event && this.#outgoing(event, carried.route, account)
    return outgoing && outgoing !== 'template_refused' ? outgoing : null
  }

  /** A receipt of a part that is leaving at this moment is kept until the part has been noted. */
  keep(route: string, id: string, apply: () => void): void {
    this.#early.get(route)?.push({ id, apply })
  }

  /** Tells staff how far a message has come, and keeps it. */
  tell(
    delivery: Delivery,
    { state, reason, parts }: { state: NonNullable<Delivery['state']>; reason?: DeliveryReason; parts?: number },
    within: () => void = () => undefined,
  ): void {
    const { seq: ref, route, news } = delivery
    const known = this.#core.routes.row(route)
    if (!known) return
    const { channel } = known
    const counted = parts !== undefined && parts !== 1 && { parts }
    const body = { ref, route, channel, state, ...(reason && { reason }), ...counted }
    const by = { role: 'system', id: 'session' } as const
    this.#core.commit(
      [{ kind: 'message.delivery', id: `delivery:${ref}:${route}:${news}`, by, audience: 'staff', body }],
      {
        within: () => {
          this.rows.save({ ...delivery, state, news: news + 1 })
          if (state === 'failed' && reason) this.#bury(delivery, known.channel, reason)
          within()
        },
      },
    )
  }

  /** False when it is settled without sending anything. */
  #isToSend(owed: Owed, { account, channel }: Speaker): boolean {
    const look = this.#look(owed, { account, channel })
    switch (look.do) {
      case 'nothing':
        return false
      case 'end':
        this.tell(look.delivery, { state: 'sent', parts: look.parts })
        return false
      case 'fail':
        this.#fail(owed, look.reason)
        return false
      case 'hold':
        this.#hold(look)
        return false
      case 'send':
        return !this.#isCarried(owed, look, channel)
    }
  }

  #look({ seq, route }: Owed, { account, channel }: Speaker): Look {
    const event = this.#core.ledger.log.get(seq)
    const known = this.rows.get(seq, route)
    if (!event || (known && known.state !== null)) return { do: 'nothing' }
    const delivery = known ?? fresh(seq, route, account.id)
    const way = this.#core.routes.standingOf(route)
    if (!way) return { do: 'fail', reason: 'unknown_address', event, delivery }
    const outgoing = this.#outgoing(event, route, account)
    if (outgoing === null) return { do: 'nothing' }
    if (outgoing === 'template_refused') return { do: 'fail', reason: outgoing, event, delivery }
    const parts = channel.parts(outgoing, account)
    if (parts.length === 0) return { do: 'fail', reason: 'unsupported', event, delivery }
    if (delivery.parts >= parts.length) return { do: 'end', parts: delivery.parts, delivery }
    // What a response carries needs no window: the customer has just written.
    if (this.#core.passive.first(route)) return { do: 'send', outgoing, parts, delivery }
    const reach = mayReach(way, outgoing.by.role, Date.now(), outgoing.template !== undefined, parts.length)
    if (!reach.may) return { do: 'hold', reason: reach.reason, event, delivery }
    return { do: 'send', outgoing, parts, delivery }
  }

  #outgoing(event: SessionEvent, route: string, account: AnyAccount): ReturnType<typeof outgoingOf> {
    const id = uuidOf(this.#core.identity(), { seq: event.seq, route }, 'message')
    return outgoingOf(id, event, this.#core.ledger.state, account)
  }

  /** A response that waits for it carries it, where it fits. */
  #isCarried({ route }: Owed, { outgoing, delivery }: Extract<Look, { do: 'send' }>, channel: AnyChannel): boolean {
    const waiter = this.#core.passive.first(route)
    if (!waiter) return false
    if (delivery.parts > 0 || !channel.fitsPassive?.(outgoing)) {
      waiter.give(null)
      return false
    }
    this.tell({ ...delivery, parts: 1, at: Date.now(), passive: waiter.seq }, { state: 'sent', parts: 0 })
    waiter.give(outgoing)
    return true
  }

  async #send(
    { seq, route }: Owed,
    { parts, delivery }: Extract<Look, { do: 'send' }>,
    { account, channel }: Speaker,
    { reached, token }: { reached: Awaited<ReturnType<Core['routes']['addressOf']>>; token: string | null },
  ): Promise<Sent> {
    const { routes } = this.#core
    const part = parts[delivery.parts]
    if (!part) throw new Error('there is a part to send')
    const reply = routes.takeReply(route, Date.now())
    const key = uuidOf(this.#core.identity(), { seq, route }, delivery.parts)
    this.#early.set(route, [])
    try {
      const to = { ...reached, key, ...(reply !== null && { replyWith: reply }) }
      return await channel.send(part, to, account, this.#tools(account.id, token))
    } catch (error) {
      if (error instanceof BatonError && error.code === 'file_gone') return { as: 'failed', reason: 'rejected' }
      warn('session.deliver', error, { channel: account.channel })
      return { as: 'later', isOverload: false }
    }
  }

  /** A part has left. The last of them says so. */
  #left({ route }: Owed, { parts, delivery }: Extract<Look, { do: 'send' }>, id: string | null, leftAt: number): void {
    this.#core.signals.left(route)
    const early = this.#early.get(route)
    this.#early.delete(route)
    const part = delivery.parts
    const next = { ...delivery, parts: part + 1, at: leftAt }
    const name = () => {
      if (id !== null) this.rows.name(route, id, { seq: delivery.seq, part, state: 'sent' })
    }
    if (next.parts >= parts.length) {
      this.tell(next, { state: 'sent', parts: parts.length }, name)
      this.#tellFailed(next)
    } else
      this.#core.ctx.storage.transactionSync(() => {
        this.rows.save(next)
        name()
      })
    for (const each of early ?? []) if (each.id === id) each.apply()
  }

  /** A part of it did not arrive, as its vendor said while the others were still to leave: why, is not kept. */
  #tellFailed({ seq, route }: Delivery): void {
    const isFailed = this.rows.partsOf(seq, route).some(({ state }) => state === 'failed')
    const known = isFailed ? this.rows.get(seq, route) : null
    if (known) this.tell(known, { state: 'failed', reason: 'rejected' })
  }

  #hold({ event, delivery, reason }: Extract<Look, { do: 'hold' | 'fail' }>): void {
    // That somebody has come is no news any more when it may be told.
    if (event.kind === 'message') this.tell(delivery, { state: 'held', reason })
  }

  /** The vendor will not have it. */
  async #refused(owed: Owed, account: AnyAccount, reason: DeliveryReason): Promise<void> {
    const { log } = this.#core.ledger
    await this.#told(account, { as: 'failed', reason })
    if (this.#core.isOver) return
    if (!WAITING.has(reason)) return this.#fail(owed, reason)
    const event = log.get(owed.seq)
    const delivery = this.rows.get(owed.seq, owed.route) ?? fresh(owed.seq, owed.route, account.id)
    if (event && delivery.state === null) this.#hold({ do: 'hold', reason, event, delivery })
    if (reason === 'blocked') this.#core.routes.stand(owed.route, 'blocked', Date.now())
  }

  #fail({ seq, route }: Owed, reason: DeliveryReason): void {
    const row = this.#core.routes.row(route)
    const delivery = this.rows.get(seq, route) ?? fresh(seq, route, row?.account ?? '')
    if (delivery.state !== null || this.#core.ledger.log.get(seq)?.kind !== 'message') return
    this.tell(delivery, { state: 'failed', reason })
  }

  #bury({ seq, route, account }: Delivery, channel: ChannelKind, reason: DeliveryReason): void {
    const identity = this.#core.identity()
    const { session } = identity
    const at = Date.now()
    const id = uuidOf(identity, { seq, route }, 'undelivered')
    this.#core.errands.bury({ id, session, seq, route, account: account as `ch_${string}`, channel, reason, at }, at)
  }

  /** @throws Later */
  #again(owed: Owed, attempts: number, { retryAfterMs = 0 }: { retryAfterMs?: number }): void {
    if (this.#isLate(owed)) return this.#fail(owed, 'gave_up')
    const most = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20))
    throw new Later(Math.max(retryAfterMs, most * (0.5 + Math.random() / 2)), { counts: true })
  }

  #isLate({ at }: Owed): boolean {
    return Date.now() - at >= GIVE_UP_MS
  }

  /** What came of it helps the others of this account; nobody waits longer for it than has to. */
  async #told(account: AnyAccount, attempt: Attempt): Promise<void> {
    const { env } = this.#core
    const room = channelsOf(env, this.#core.identity().workspace)
    await room.told({ account: account.id, attempt }).catch((error: unknown) => warn('session.told', error))
  }

  #tools(account: string, token: string | null): Tools {
    const { workspace, session } = this.#core.identity()
    const stored = async (file: string) => this.#core.files.stored(file)
    return toolsFor(this.#core.env, { workspace, account, session, token, stored })
  }
}

const fresh = (seq: number, route: string, account: string): Delivery => ({
  seq,
  route,
  account,
  state: null,
  parts: 0,
  news: 0,
  at: 0,
  passive: null,
})
