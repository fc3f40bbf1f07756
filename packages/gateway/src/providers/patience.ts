import { ProviderError } from './provider-error.ts'

/**
 * How long a call may take, and be silent. Timers that are put away with the answer: a signal of its own would keep the
 * object from sleeping.
 */
export class Patience {
  readonly #controller = new AbortController()
  readonly #idleMs: number
  readonly #ends: Promise<never>
  #total: ReturnType<typeof setTimeout>
  #idle: ReturnType<typeof setTimeout>
  #giveUp: (error: ProviderError) => void = () => {}

  constructor(totalMs: number, idleMs: number) {
    this.#idleMs = idleMs
    this.#ends = new Promise((_, reject) => {
      this.#giveUp = (error) => {
        reject(error)
        this.#controller.abort(error)
      }
    })
    this.#ends.catch(() => {}) // whoever waits hears of it by `of`
    this.#total = setTimeout(() => this.#giveUp(new ProviderError('timeout')), totalMs)
    this.#idle = this.#silence()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** What something comes to, unless patience ends first. Each time it comes to something, the silence begins anew. */
  async of<T>(work: Promise<T>): Promise<T> {
    const value = await Promise.race([work, this.#ends])
    clearTimeout(this.#idle)
    this.#idle = this.#silence()
    return value
  }

  /** The call is over: nothing is waited for, and what still comes is not wanted. */
  end(): void {
    clearTimeout(this.#total)
    clearTimeout(this.#idle)
    this.#controller.abort()
  }

  #silence(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#giveUp(new ProviderError('stalled')), this.#idleMs)
  }
}
