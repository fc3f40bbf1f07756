import { openAccount } from '../channels/open-account.ts'
import { speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { channelsOf } from '../rooms-of.ts'
import type { Core } from './core.ts'
import { uuidOf } from './part-key.ts'

/** A vendor shows that somebody types for about as long. */
const TYPING_MS = 5_000

/** Shows on a channel that somebody types or has read. Nobody waits for it, and what does not work is not tried again. */
export class Signals {
  readonly #core: Core
  #typingAt = 0
  #readUpTo = 0

  constructor(core: Core) {
    this.#core = core
  }

  /** Where the customer spoke last, if that is no page. */
  typing(route = this.#core.ledger.state.speaksBy): void {
    const now = Date.now()
    if (route === undefined || now - this.#typingAt < TYPING_MS) return
    this.#typingAt = now
    this.#core.ctx.waitUntil(this.#signal('typing', route).catch(() => undefined))
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
    await channel.signal?.(
      what,
      { address, key, lastId },
      account,
      toolsFor(env, { workspace, account: account.id, session, token }),
    )
  }
}

/** `<account>:<the vendor's own id>`, and of a piece its number. */
const vendorIdIn = (id: string): string | null => id.split(':')[1] ?? null
