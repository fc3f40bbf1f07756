/** Failures in a row after which a provider is left alone … */
const FAILURES = 3
/** … for this long, unless it says how long itself, but never longer than the other. */
const REST_MS = 30_000
const LONGEST_REST_MS = 300_000

interface Circuit {
  failures: number
  /** Nobody asks before this moment; then one may try. */
  restsUntil: number
  isTried: boolean
}

/**
 * Leaves a provider alone that fails, so that customers do not wait for it. After its rest one call tries; when that comes
 * to something, all may ask again. Kept by isolate: each finds out for itself, after three failures.
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
    if (!circuit || circuit.failures < FAILURES) return true
    // A try that was never reported counts as failed after another rest.
    if (now < circuit.restsUntil || (circuit.isTried && now < circuit.restsUntil + REST_MS)) return false
    circuit.restsUntil = now
    circuit.isTried = true
    return true
  }

  succeeded(name: string): void {
    this.#circuits.delete(name)
  }

  /** `restMs`: how long it asks to be left alone. */
  failed(name: string, now: number, restMs: number | null = null): void {
    const failures = restMs === null ? (this.#circuits.get(name)?.failures ?? 0) + 1 : FAILURES
    const rest = Math.min(restMs ?? REST_MS, LONGEST_REST_MS)
    this.#circuits.delete(name)
    const [oldest] = this.#circuits.keys()
    if (this.#circuits.size >= this.#most && oldest !== undefined) this.#circuits.delete(oldest)
    this.#circuits.set(name, { failures, restsUntil: failures >= FAILURES ? now + rest : now, isTried: false })
  }
}
