import { Rates } from '../durable/rates.ts'
import { warn } from '../log.ts'
import { BatonError } from './baton-error.ts'
import { UNKNOWN_IP } from './client-ip.ts'
import { networkOf } from './network.ts'

/** How often one address may ask, as `wrangler.jsonc` says too; and all together, where no address is known. */
interface Allowance {
  perAddress: number
  /** Null: not counted. Nobody can be told from anybody, and what follows has a limit of its own. */
  unknown: number | null
  windowMs: 10_000 | 60_000
}

/** After a restart everybody joins again at once, and behind one address there may be a whole office. */
export const JOINS: Allowance = { perAddress: 200, unknown: null, windowMs: 10_000 }
/** A try costs a tenth of a second of computing; a morning shift is a few dozen of them. */
export const LOGINS: Allowance = { perAddress: 60, unknown: 120, windowMs: 60_000 }

const ADDRESSES = 2_000

/**
 * Turns a flood away before anything is read, hashed or woken. On the platform its rate limiter counts, by location and
 * generously; elsewhere, and should it fail, this isolate does. It keeps abuse cheap and promises no exact number: limits
 * that must hold are counted in objects.
 */
export class FloodGuard {
  readonly #rates = new Rates(ADDRESSES)
  readonly #allowance: Allowance

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** @throws BatonError `rate_limited` with the time to wait. */
  async pass(limiter: RateLimit | undefined, ip: string, now: number = Date.now()): Promise<void> {
    const { windowMs } = this.#allowance
    const counted = limiter && ip !== UNKNOWN_IP ? await count(limiter, networkOf(ip)) : null
    // The platform's windows are aligned to the clock and it does not say when this one ends.
    const retryAfterMs = counted === null ? this.#countHere(ip, now) : counted ? 0 : windowMs
    if (retryAfterMs > 0) throw new BatonError('rate_limited', undefined, retryAfterMs)
  }

  #countHere(ip: string, now: number): number {
    const { perAddress, unknown, windowMs } = this.#allowance
    if (ip !== UNKNOWN_IP) return this.#rates.take(networkOf(ip), perAddress, windowMs, now)
    return unknown === null ? 0 : this.#rates.take(ip, unknown, windowMs, now)
  }
}

/** Null when the limiter does not answer. */
async function count(limiter: RateLimit, key: string): Promise<boolean | null> {
  try {
    return (await limiter.limit({ key })).success
  } catch (error) {
    warn('flood_guard.silent', error)
    return null
  }
}
