import type { AuditEntry } from '@baton/protocol'
import { SYSTEM } from '../audit/act.ts'
import type { SessionRoom } from '../session/rooms.ts'
import { linkAct } from './acts.ts'
import type { Customers } from './customers.ts'
import type { DirectoryErrands } from './errands.ts'
import { tellings } from './lineage.ts'
import type { Links } from './links.ts'
import type { DirectoryRoom, LinkRow } from './rooms.ts'

type Stance = Awaited<ReturnType<SessionRoom['stance']>>
type Pair = Pick<LinkRow, 'older' | 'newer'>

/** How both sessions stand that may turn out to be one customer's. */
export interface Stances {
  older: Stance
  newer: Stance
}

export interface LinkingParts {
  links: Links
  customers: Customers
  errands: Pick<DirectoryErrands, 'audit' | 'tellSession'>
  stanceOf(session: string): Promise<Stance>
}

/** Who says that two sessions are one customer's, and on what grounds. */
export interface Grounds {
  how: LinkRow['how']
  by: AuditEntry['by']
  reason?: string
}

const SIGNED_IN: Grounds = { how: 'signed_in', by: SYSTEM }

/** Two sessions turn out to be one customer's: both are told, addresses lead to the newer, and it is written down. */
export class Linking {
  readonly #parts: LinkingParts

  constructor(parts: LinkingParts) {
    this.#parts = parts
  }

  /** Asked before a visitor's session is linked to the one they sign in to; null where there is nothing to link. */
  async signInStances(address: string, device: string): Promise<Stances | null> {
    const pair = this.#parts.links.candidate(address, device)
    return pair && this.stances(pair)
  }

  async stances({ older, newer }: Pair): Promise<Stances> {
    const { stanceOf } = this.#parts
    const [early, late] = await Promise.all([stanceOf(older), stanceOf(newer)])
    return { older: early, newer: late }
  }

  /** Inside the transaction of the join. Looks again: another join may have come between. */
  signIn(address: string, device: string, stances: Stances, now: number): void {
    const pair = this.#parts.links.candidate(address, device)
    if (pair) this.link(pair, stances, SIGNED_IN, now)
  }

  /** Inside a transaction, of two sessions in which customers speak, of whom not both are vouched for. */
  link(pair: Pair, { older, newer }: Stances, { how, by, reason }: Grounds, now: number): LinkRow {
    const { links, errands } = this.#parts
    const isHeld = older.isWithAgent && newer.isWithAgent
    const known = isHeld ? links.held(pair) : null
    if (known) return known
    const before = links.family(pair.older, pair.newer)
    const row = links.add(pair, isHeld ? 'held' : 'linked', how, now)
    errands.audit(linkAct(by, row, reason), now)
    if (isHeld) this.#tellHeld(row, older.isEmpty, now)
    else this.#follow(row, before, older.isEmpty, now)
    return row
  }

  /** Inside a transaction. False when there is no such link, or it cannot become that any more. */
  decide({ link, by, as, reason }: Parameters<DirectoryRoom['decideLink']>[0], now: number): boolean {
    const { links, errands } = this.#parts
    const known = links.find(link)
    if (!known || (as === 'linked' && !this.#isStillTwo(known))) return false
    const before = links.family(known.older, known.newer)
    const changed = links.change(link, as)
    if (!changed) return false
    errands.audit(linkAct(by, changed, reason), now)
    // One that was held never moved anything.
    if (known.state !== as) this.#follow(changed, before, false, now)
    return true
  }

  /** While it was held, either may have become an earlier segment, or the older one be vouched for. */
  #isStillTwo({ older, newer }: Pair): boolean {
    const { links, customers } = this.#parts
    return (
      links.family(older).root(older) === older &&
      links.family(newer).root(newer) === newer &&
      !customers.isVouched(older)
    )
  }

  /** Addresses lead where they do now, sessions are told, and hand the ways to the customer over. */
  #follow(row: LinkRow, before: ReturnType<Links['family']>, isEmpty: boolean, now: number): void {
    const { links, customers, errands } = this.#parts
    const after = links.family(row.older, row.newer)
    for (const told of tellings(row, before, after)) {
      // A segment in which nothing was said is nobody's to read; its sockets are told all the same.
      const isUnread = isEmpty && told.call === 'link' && told.as === 'newer' && told.other === row.older
      if (!isUnread) errands.tellSession(told, now)
    }
    // Sessions hand over what they know of by themselves. This is of ways that were found since, or came by another link; and
    // whoever handed one on that they are no longer parted for does not get it back.
    const link = `${row.id}.ways${row.state === 'undone' ? '.back' : ''}`
    const isParted = row.state === 'undone' && { parted: true as const }
    const ways = new Map<string, { session: string; to: string; routes: string[] }>()
    for (const { address, home, from, to } of customers.follow(after)) {
      const [, , route] = address.split(':')
      const still = after.later(home)
      const parted = before.later(home).filter((each) => !still.includes(each))
      for (const session of route === undefined ? [] : new Set([from, ...parted])) {
        const way = ways.get(`${session} ${to}`) ?? { session, to, routes: [] }
        way.routes.push(route ?? '')
        ways.set(`${session} ${to}`, way)
      }
    }
    for (const way of ways.values()) errands.tellSession({ call: 'giveRoutes', link, ...way, ...isParted }, now)
  }

  #tellHeld({ id: link, older, newer }: LinkRow, isEmpty: boolean, now: number): void {
    const { errands } = this.#parts
    errands.tellSession({ call: 'link', session: older, link, as: 'held', other: newer }, now)
    if (!isEmpty) errands.tellSession({ call: 'link', session: newer, link, as: 'held', other: older }, now)
  }
}
