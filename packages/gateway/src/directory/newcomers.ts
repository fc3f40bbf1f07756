import { Rates } from '../durable/rates.ts'
import { UNKNOWN_IP } from '../http/client-ip.ts'

/**
 * How many new visitors one address may be. Where no address is known, all share the larger number. By a channel they come
 * from the vendor's own machines, so there the account is what counts: enough for a campaign, and a flood of made-up
 * senders stays within its account.
 */
export const NEWCOMERS = { perIp: 60, unknown: 600, perAccount: 6_000, windowMs: 60_000, ips: 10_000 } as const

/**
 * Bounds how many customers nobody vouches for are made, for each is a row and an object. In memory: an object that was
 * evicted was not busy.
 */
export class Newcomers {
  readonly #rates = new Rates(NEWCOMERS.ips)
  readonly #accounts = new Rates(NEWCOMERS.ips)

  /** Zero when one more may come from this address now, and counts it; else the milliseconds until one may. */
  take(ip: string, now: number): number {
    return this.#rates.take(ip, ip === UNKNOWN_IP ? NEWCOMERS.unknown : NEWCOMERS.perIp, NEWCOMERS.windowMs, now)
  }

  /** The same of an address on a channel. */
  takeAt(address: string, now: number): number {
    const account = address.slice(0, address.lastIndexOf(':'))
    return this.#accounts.take(account, NEWCOMERS.perAccount, NEWCOMERS.windowMs, now)
  }
}
