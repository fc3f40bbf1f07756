/** A rest somebody asks for is never longer than this. */
const LONGEST_REST_MS = 300_000

/** After how many failures in a row somebody is left alone, and for how long, unless they say how long themselves. */
export interface Limits {
  failures: number
  restMs: number
}

const LIMITS: Limits = { failures: 3, restMs: 30_000 }

interface Circuit {
  failures: number
  isOpen: boolean
  /** Nobody asks before this moment; then one may try. */
  restsUntil: number
  isTried: boolean
  /** A try that was never reported counts as failed after this time. */
  restMs: number
}

/**
 * Leaves a service alone that fails, so that customers do not wait for it. After its rest one call tries; when that comes
 * to something, all may ask again. Kept by isolate: each finds out for itself.
 */
export class Breaker {
  readonly #circuits = new Map<string, Circuit>()
  readonly #most: number

  constructor(most = 1_000) {
    this.#most = most
  }

  /** Whether a call may be made now. Whoever makes it says what came of it. */
  mayAsk(name: string, now: number): boolean {
    const circuit = this.#circuits.get(name)
    if (!circuit?.isOpen) return true
    if (now < circuit.restsUntil || (circuit.isTried && now < circuit.restsUntil + circuit.restMs)) return false
    circuit.restsUntil = now
    circuit.isTried = true
    return true
  }

  succeeded(name: string): void {
    this.#circuits.delete(name)
  }

  /** `askedMs`: how long it asks to be left alone. */
  failed(name: string, now: number, askedMs: number | null = null, limits: Limits = LIMITS): void {
    const failures = askedMs === null ? (this.#circuits.get(name)?.failures ?? 0) + 1 : limits.failures
    const isOpen = failures >= limits.failures
    const rest = Math.min(askedMs ?? limits.restMs, LONGEST_REST_MS)
    this.#circuits.delete(name)
    const [oldest] = this.#circuits.keys()
    if (this.#circuits.size >= this.#most && oldest !== undefined) this.#circuits.delete(oldest)
    const restsUntil = isOpen ? now + rest : now
    this.#circuits.set(name, { failures, isOpen, restsUntil, isTried: false, restMs: limits.restMs })
  }
}
