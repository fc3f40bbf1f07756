import { CLOSE, LIMITS } from '@baton/protocol'
import { becomeEarlier, becomeNewer, holdLink, SYSTEM, takeCase, unlink } from '@baton/relay/session'
import type { ChannelSession } from '../channels/rooms.ts'
import type { Core } from './core.ts'
import type { Page } from './log.ts'
import type { SessionRoom } from './rooms.ts'

type Asked<Method extends keyof SessionRoom> = Parameters<SessionRoom[Method]>[0]

/** What Directory and the other session ask when two sessions turn out to be one customer's. Each may be told again. */
export class Linking {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  stance(): Awaited<ReturnType<SessionRoom['stance']>> {
    const { state } = this.#core.ledger
    return { isEmpty: state.publicHead === 0, isWithAgent: state.holder.startsWith('agent:') }
  }

  async link({ as, link, other: session }: Asked<'link'>): Promise<void> {
    const { ledger } = this.#core
    switch (as) {
      case 'held':
        return this.#core.commit(holdLink({ link, session }))
      case 'newer':
        return this.#core.commit(becomeNewer(ledger.state, { link, session }))
      case 'earlier':
        return this.#becomeEarlier(link, session)
    }
  }

  /** Nobody speaks here any more: whoever is here joins again, and is led to the other. */
  #becomeEarlier(link: string, other: string): void {
    const { calls, errands, ledger, routes, sockets } = this.#core
    const { workspace, session } = this.#core.identity()
    const { drafts, moved } = becomeEarlier(ledger.state, session, { link, session: other })
    // Nobody could say anything in it any more.
    const hungUp = calls.over('failed', `${link}:call`, Date.now())
    const within = () => {
      if (moved) errands.giveCase({ workspace, session: other, link, moved }, Date.now())
      routes.give(link, other, Date.now())
    }
    if (drafts.length > 0) this.#core.commit([...hungUp, ...routes.giving(link), ...drafts], { within })
    for (const [ws] of sockets.open('customer')) sockets.refuse(ws, 'session_linked', CLOSE.linked)
  }

  unlink({ link, other: session }: Asked<'unlink'>): void {
    const { drafts, within } = this.#core.routes.undoing(link)
    this.#core.commit([...unlink(this.#core.ledger.state, { link, session }), ...drafts], { within })
  }

  /** What a link has not taken along by itself: ways that were found after it, or brought by another. */
  giveRoutes(request: Parameters<ChannelSession['giveRoutes']>[0]): void {
    const { drafts, within } = this.#core.routes.handing(request, Date.now())
    if (drafts.length > 0) this.#core.commit(drafts, { within })
    else this.#core.ctx.storage.transactionSync(within)
  }

  async takeCase({ link, moved }: Asked<'takeCase'>): Promise<void> {
    const { settings } = (await this.#core.knowhow()).config
    const { ledger } = this.#core
    if (ledger.find(SYSTEM, `${link}:moved`)) return
    this.#core.commit(takeCase(ledger.state, link, moved, settings, Date.now()))
  }

  /** Only for a reader of the session this one is a segment of; they were let in there. */
  earlierPage({ reader, role, before }: Asked<'earlierPage'>): Page | null {
    const { state, log } = this.#core.ledger
    return state.linkedTo === reader ? log.before(before, role, LIMITS.pageEvents) : null
  }
}
