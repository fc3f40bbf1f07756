import { SYSTEM } from '../audit/act.ts'
import type { DirectoryRoom, LinkRow, SessionRoom } from '../rooms.ts'
import { linkAct } from './acts.ts'
import type { DirectoryErrands } from './errands.ts'
import type { Links } from './links.ts'

type Stance = Awaited<ReturnType<SessionRoom['stance']>>

/** How both sessions stand that may turn out to be one customer's. */
export interface Stances {
  older: Stance
  newer: Stance
}

interface Parts {
  links: Links
  errands: DirectoryErrands
  stanceOf(session: string): Promise<Stance>
}

/** A visitor turns out to be somebody who has a session already: both sessions are told, and it is written down. */
export class Linking {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Asked before a visitor's session is linked to the one they sign in to; null where there is nothing to link. */
  async stances(address: string, device: string): Promise<Stances | null> {
    const { links, stanceOf } = this.#parts
    const pair = links.candidate(address, device)
    if (!pair) return null
    const [older, newer] = await Promise.all([stanceOf(pair.older), stanceOf(pair.newer)])
    return { older, newer }
  }

  /** Inside the transaction of the join. Looks again: another join may have come between. */
  link(address: string, device: string, { older, newer }: Stances, now: number): void {
    const { links, errands } = this.#parts
    const pair = links.candidate(address, device)
    if (!pair) return
    const state = older.isWithAgent && newer.isWithAgent ? 'held' : 'linked'
    const row: LinkRow = { id: links.add(pair, state, now), ...pair, at: now, state }
    this.#tell(row, older.isEmpty, now)
    errands.audit(linkAct(SYSTEM, row), now)
  }

  /** Inside a transaction. False when there is no such link, or it cannot become that any more. */
  decide({ link, by, as }: Parameters<DirectoryRoom['decideLink']>[0], now: number): boolean {
    const { links, errands } = this.#parts
    const changed = links.change(link, as)
    if (!changed) return false
    errands.audit(linkAct(by, changed), now)
    if (as === 'linked') {
      this.#tell(changed, false, now)
      return true
    }
    const { older, newer } = changed
    errands.tellSession({ call: 'unlink', session: older, link, other: newer }, now)
    errands.tellSession({ call: 'unlink', session: newer, link, other: older }, now)
    return true
  }

  /** A segment in which nothing was said is nobody's to read; its sockets are told all the same. */
  #tell({ id: link, older, newer, state }: LinkRow, isEmpty: boolean, now: number): void {
    const { errands } = this.#parts
    const [earlier, later] = state === 'held' ? (['held', 'held'] as const) : (['earlier', 'newer'] as const)
    errands.tellSession({ call: 'link', session: older, link, as: earlier, other: newer }, now)
    if (!isEmpty) errands.tellSession({ call: 'link', session: newer, link, as: later, other: older }, now)
  }
}
