import type { LinkOffer, Profile } from '@baton/protocol'
import { SYSTEM } from '../audit/act.ts'
import type { Bringer, ChannelDirectory, Redeemed } from '../channels/rooms.ts'
import { LINK_CODE_MS, readLinkCode } from './link-code.ts'
import { type CodeRow, hashOfCode, LinkCodes } from './link-codes.ts'
import { bringerKey, type LinkOffers } from './link-offers.ts'
import { LinkTries } from './link-tries.ts'
import type { Grounds, Linking, LinkingParts } from './linking.ts'
import type { LinkRow } from './rooms.ts'
import { shownName } from './shown-name.ts'

type Pair = Pick<LinkRow, 'older' | 'newer'>

interface Parts extends Pick<LinkingParts, 'links' | 'customers'> {
  storage: DurableObjectStorage
  linking: Linking
  offers: LinkOffers
  profileOf(session: string): Promise<Profile | null>
}

const BY_CODE: Grounds = { how: 'code', by: SYSTEM }
const UNKNOWN = { as: 'unknown' } as const

/**
 * Two ways of one customer are connected by a code that is asked for on one and brought on the other. Whoever brings it is
 * asked first, before anything is shown or linked: somebody may have been sent another's code.
 */
export class Connecting {
  readonly #parts: Parts
  readonly #codes: LinkCodes
  readonly #tries: LinkTries

  constructor(parts: Parts) {
    const { sql } = parts.storage
    this.#parts = parts
    this.#codes = new LinkCodes(sql)
    this.#tries = new LinkTries(sql)
  }

  mint({ session, on }: Parameters<ChannelDirectory['mintLinkCode']>[0]): ReturnType<LinkCodes['mint']> {
    return this.#codes.mint({ session, on })
  }

  /** The same code again by the same is the same question again. */
  async redeem({ code, by }: Parameters<ChannelDirectory['redeemLinkCode']>[0]): Promise<Redeemed> {
    const { storage, offers } = this.#parts
    const read = readLinkCode(code)
    const hash = read === null ? null : await hashOfCode(read)
    const now = Date.now()
    const found = storage.transactionSync((): CodeRow | Redeemed => {
      const bringer = bringerKey(by)
      const asked = offers.find(by, now)
      if (asked && asked.hash === hash) return asked
      if (!this.#tries.mayTry(bringer, now)) return UNKNOWN
      const known = hash === null ? null : this.#codes.find(hash, now)
      if (!known || hash === null) {
        this.#tries.failed(bringer, now)
        return UNKNOWN
      }
      const pair = this.#pair(known, by)
      if ('as' in pair) return pair
      this.#codes.take(hash)
      offers.put(by, { ...known, hash }, now + LINK_CODE_MS, now)
      return known
    })
    return 'as' in found ? found : { as: 'consent', with: await this.#whoIs(found) }
  }

  /** Null when nothing was asked, or it is too late. The same message again is the same answer again. */
  async answer({ by, consents, id }: Parameters<ChannelDirectory['consentToLink']>[0]): Promise<Redeemed | null> {
    const { storage, offers, linking } = this.#parts
    const before = id === undefined ? null : offers.answered(by, id, Date.now())
    if (before) return before
    const asked = offers.find(by, Date.now())
    if (!asked) return null
    const answered = (redeemed: Redeemed): Redeemed => {
      offers.close(by, id === undefined ? null : { id, redeemed })
      return redeemed
    }
    if (!consents) return answered({ as: 'declined' })
    const pair = this.#pair(asked, by)
    const stances = 'as' in pair ? null : await linking.stances(pair)
    return storage.transactionSync((): Redeemed | null => {
      const now = Date.now()
      // While both were asked how they stand, another answer may have come, or another link.
      if (offers.find(by, now)?.hash !== asked.hash) return null
      const still = this.#pair(asked, by)
      if ('as' in still) return answered(still)
      if (!stances || 'as' in pair || pair.older !== still.older || pair.newer !== still.newer) return answered(UNKNOWN)
      const { state, newer } = linking.link(still, stances, BY_CODE, now)
      return answered(state === 'held' ? { as: 'held' } : { as: 'linked', session: newer })
    })
  }

  /** An agent says so. Two that the host site vouches for stay two: no machine, and no agent alone, makes one of them. */
  async byAgent({
    older: left,
    newer: right,
    reason,
    by,
  }: Parameters<ChannelDirectory['linkByAgent']>[0]): ReturnType<ChannelDirectory['linkByAgent']> {
    const { storage, customers, links, linking } = this.#parts
    const pairOf = (): Pair | { refused: 'not_found' | 'verified' | 'linked' } => {
      if (!customers.has(left) || !customers.has(right)) return { refused: 'not_found' }
      const [older, newer] = [links.family(left).root(left), links.family(right).root(right)]
      if (older === newer) return { refused: 'linked' }
      if (!customers.isVouched(older)) return { older, newer }
      // Whom the host site vouches for goes on where they are.
      return customers.isVouched(newer) ? { refused: 'verified' } : { older: newer, newer: older }
    }
    const pair = pairOf()
    if ('refused' in pair) return pair
    const stances = await linking.stances(pair)
    return storage.transactionSync(() => {
      const still = pairOf()
      if ('refused' in still) return still
      if (still.older !== pair.older || still.newer !== pair.newer) return { refused: 'linked' }
      const { id, state } = linking.link(still, stances, { how: 'agent', by, reason }, Date.now())
      return { link: id, state: state === 'held' ? 'held' : 'linked' }
    })
  }

  /**
   * Which session goes on: the one the host site vouches for; else the one on the web, where the code was asked for or
   * brought; else the one it was asked for.
   */
  #pair({ session, on }: CodeRow, by: Bringer): Pair | Redeemed {
    const { customers, links } = this.#parts
    const at = 'address' in by ? customers.sessionAt(by.address) : by.session
    if (at === null || !customers.has(session) || !customers.has(at)) return UNKNOWN
    const [asked, brought] = [links.family(session).root(session), links.family(at).root(at)]
    if (asked === brought) return { as: 'same' }
    const [isAskedVouched, isBroughtVouched] = [customers.isVouched(asked), customers.isVouched(brought)]
    if (isAskedVouched && isBroughtVouched) return { as: 'verified' }
    const isOnTheWeb = on === 'widget' || 'address' in by
    const goesOn = isAskedVouched !== isBroughtVouched ? isAskedVouched : isOnTheWeb
    return goesOn ? { older: brought, newer: asked } : { older: asked, newer: brought }
  }

  async #whoIs({ session, on }: CodeRow): Promise<LinkOffer> {
    const profile = await this.#parts.profileOf(session)
    return { channel: on, name: shownName(profile?.name ?? null) }
  }
}
