import type { Locale } from '@baton/protocol'
import type { Arrived, ChannelDirectory } from '../channels/rooms.ts'
import { revocationAct } from './acts.ts'
import type { Customers } from './customers.ts'
import type { Departures } from './departures.ts'
import type { DirectoryErrands } from './errands.ts'
import type { LinkOffers } from './link-offers.ts'
import type { Linking } from './linking.ts'
import { Newcomers } from './newcomers.ts'
import type { Revocations } from './revocations.ts'
import type { Device, DirectoryRoom } from './rooms.ts'
import { addressOf } from './vouched.ts'

type Join = Parameters<DirectoryRoom['customer']>[0]
type Joined = Awaited<ReturnType<DirectoryRoom['customer']>>

interface Parts {
  storage: DurableObjectStorage
  customers: Customers
  revocations: Revocations
  linking: Linking
  offers: Pick<LinkOffers, 'isOpen'>
  departures: Departures
  errands: DirectoryErrands
}

/** Which customers are let in, and to which session, until what lets them in is taken back. */
export class Admission {
  readonly #parts: Parts
  readonly #newcomers = new Newcomers()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** `owes` when sessions are to be told of it. */
  async join({
    address,
    device,
    credential,
    issuedAt = 0,
    ip,
    profile,
  }: Join): Promise<{ joined: Joined; owes: boolean }> {
    const { storage, customers, revocations, linking } = this.#parts
    const now = Date.now()
    const stances = address !== null && device !== null ? await linking.signInStances(address, device) : null
    const joined = storage.transactionSync((): Joined => {
      const known = customers.find(address, device)
      // A release that tells no more than a session had no numbers in its credentials: they are of before any revocation.
      const given = credential ?? (device === null ? null : { id: device, session: device, grant: 0 })
      const isRevoked =
        address === null
          ? given !== null && revocations.isRevokedDevice(given)
          : revocations.isRevokedAddress(address, issuedAt)
      if (isRevoked) return { refused: 'revoked' }
      const retryAfterMs = known || address !== null ? 0 : this.#newcomers.take(ip, now)
      if (retryAfterMs > 0) return { refused: 'rate_limited', retryAfterMs }
      const { id, session, grants } = known ?? customers.create(address, now)
      if (stances && address !== null && device !== null) linking.signIn(address, device, stances, now)
      return { session, profile: { ...profile, id }, grants }
    })
    return { joined, owes: stances !== null }
  }

  /** Whoever writes by a channel: nobody vouches for them, but the vendor says that it is the same sender as before. */
  arrive({ address, name, locale, at }: Parameters<ChannelDirectory['arrive']>[0], spoken: Locale): Arrived {
    const { storage, customers, departures, offers } = this.#parts
    const now = Date.now()
    return storage.transactionSync((): Arrived => {
      const known = customers.find(address, null)
      const leftAt = departures.at(address, now)
      // They are not had back by what they said before.
      if (!known && leftAt !== null && at !== undefined && at <= leftAt) return { refused: 'erased' }
      const retryAfterMs = known ? 0 : this.#newcomers.takeAt(address, now)
      if (retryAfterMs > 0) return { refused: 'rate_limited', retryAfterMs }
      const { id, session } = known ?? customers.create(address, now)
      const profile = { id, hostId: null, name, verified: false, tier: null, locale: locale ?? spoken, attributes: {} }
      return { session, profile, pending: offers.isOpen({ address }, now), leftAt }
    })
  }

  /** Takes back everything that was handed out so far. The same request again changes nothing. */
  revoke({ request, by, whom }: Parameters<DirectoryRoom['revoke']>[0], now: number): void {
    const { storage, customers, revocations, errands } = this.#parts
    storage.transactionSync(() => {
      if (!revocations.begin(request, now)) return
      const found = customers.lookUp('subject' in whom ? { address: addressOf(whom.subject) } : whom)
      const addresses = new Set(found?.addresses)
      if ('subject' in whom) addresses.add(addressOf(whom.subject))
      for (const address of addresses) revocations.revokeAddress(address, now)
      if (found) {
        const { session } = found
        errands.tellSession({ call: 'revoke', session, grants: revocations.revokeSession(session) }, now)
      }
      errands.audit(revocationAct(by, found), now)
    })
  }

  forgetDevice({ id, session }: Device, now: number): void {
    const { storage, revocations, errands } = this.#parts
    storage.transactionSync(() => {
      const until = revocations.revokeDevice(id, now)
      errands.tellSession({ call: 'revoke', session, device: { id, until } }, now)
    })
  }
}
