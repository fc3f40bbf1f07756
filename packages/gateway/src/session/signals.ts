import { partyOf, routeOf } from '@baton/relay/session'
import { adapterOf } from '../channels/adapters.ts'
import { openAccount } from '../channels/open-account.ts'
import { speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { channelsOf } from '../rooms-of.ts'
import type { Core } from './core.ts'
import { uuidOf } from './part-key.ts'

/** A vendor shows that somebody types for about as long, where it does not say. */
const TYPING_MS = 5_000
/** It takes a moment to get there: it is told again a little before it ends. */
const SOONER_MS = 2_000
/** Messages of which it is known how to mark them as read. */
const READABLE = 20

/** Shows on a channel that somebody types or has read. Nobody waits for it, and what does not work is not tried again. */
export class Signals {
  readonly #core: Core
  /** Until when each way shows it by itself. */
  readonly #typingUntil = new Map<string, number>()
  readonly #readWith = new Map<string, string>()
  #readUpTo = 0

  constructor(core: Core) {
    this.#core = core
  }

  /** Where the customer spoke last, if that is no page. */
  typing(route = this.#core.ledger.state.speaksBy): void {
    const now = Date.now()
    const row = route === undefined ? null : this.#core.routes.row(route)
    if (route === undefined || !row || now < (this.#typingUntil.get(route) ?? 0)) return
    const showsMs = adapterOf(row.channel)?.typingMs ?? TYPING_MS
    this.#typingUntil.set(route, now + showsMs - SOONER_MS)
    this.#core.ctx.waitUntil(this.#signal('typing', route).catch(() => undefined))
  }

  /** A message ends it, wherever it is shown. */
  left(route: string): void {
    this.#typingUntil.delete(route)
  }

  /** The customer types, as their channel tells. */
  typedBy(route: string): void {
    const { ledger, sockets } = this.#core
    const { linkedTo, profile } = ledger.state
    if (linkedTo !== null || !profile || !routeOf(ledger.state, route)) return
    const by = partyOf({ role: 'customer', id: profile.id, name: profile.name })
    sockets.signal({ kind: 'typing', by, on: true }, 'agent')
  }

  /** What a vendor wants to have back when this message was read. */
  readable(id: string, readWith: string): void {
    this.#readWith.set(id, readWith)
    const [oldest] = this.#readWith.keys()
    if (oldest !== undefined && this.#readWith.size > READABLE) this.#readWith.delete(oldest)
  }

  read(seq: number): void {
    const { speaksBy } = this.#core.ledger.state
    if (speaksBy === undefined || seq <= this.#readUpTo) return
    this.#readUpTo = seq
    this.#core.ctx.waitUntil(this.#signal('read', speaksBy, seq).catch(() => undefined))
  }

  async #signal(what: 'typing' | 'read', route: string, upTo?: number): Promise<void> {
    const { env, ledger, routes } = this.#core
    const identity = this.#core.identity()
    const { workspace, session } = identity
    const row = routes.row(route)
    const speaker = row && speakerOf(await openAccount(env, workspace, row.account))
    if (!row || !speaker?.channel.signal || this.#core.isOver) return
    const { account, channel } = speaker
    const heard = ledger.log.lastHeardBy(route, upTo ?? ledger.state.head)
    const token = channel.fetchToken ? await channelsOf(env, workspace).token({ account: account.id }) : null
    const { address } = await routes.addressOf(row)
    const key = uuidOf(identity, { seq: heard?.seq ?? 0, route }, what)
    const lastId = heard ? vendorIdIn(heard.id) : null
    const readWith = heard ? this.#readWith.get(heard.id) : undefined
    await channel.signal?.(
      what,
      { address, key, lastId, ...(readWith !== undefined && { readWith }) },
      account,
      toolsFor(env, { workspace, account: account.id, session, token }),
    )
  }
}

/** `<account>:<the vendor's own id>`, and of a piece its number. */
const vendorIdIn = (id: string): string | null => id.split(':')[1] ?? null
