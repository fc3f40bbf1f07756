interface Kept<Value> {
  value: Value
  until: number
  usedAt: number
}

/**
 * Values an isolate keeps for a while, least recently used first out. It keeps values and never promises: a promise
 * belongs to the request that began it and may die with that request. What is not there (null) is asked for again; when
 * nobody answers, the last value still serves. A fresh value is answered at once, without a promise: this is on the way
 * of every message.
 *
 * @example
 * const configs = new FreshCache<Config>({ forMs: 5_000, entries: 100 })
 * await configs.get('demo', () => load('demo'))
 */
export class FreshCache<Value> {
  readonly #kept = new Map<string, Kept<Value>>()
  readonly #forMs: number
  readonly #entries: number

  constructor(options: { forMs: number; entries: number }) {
    this.#forMs = options.forMs
    this.#entries = options.entries
  }

  get(
    key: string,
    load: () => Promise<Value | null>,
    now: () => number = Date.now,
  ): Value | null | Promise<Value | null> {
    const kept = this.#kept.get(key)
    const asked = now()
    if (!kept || kept.until <= asked) return this.#reload(key, load, asked)
    kept.usedAt = asked
    return kept.value
  }

  /** What is kept and fresh. Null when it would have to be asked for. */
  peek(key: string, now: () => number = Date.now): Value | null {
    const kept = this.#kept.get(key)
    return kept && kept.until > now() ? kept.value : null
  }

  /** What is kept is known to be over. */
  drop(key: string): void {
    this.#kept.delete(key)
  }

  async #reload(key: string, load: () => Promise<Value | null>, asked: number): Promise<Value | null> {
    const value = await load().catch((error: unknown) => {
      // Whoever is served already goes on with what was true a moment ago; a newcomer's join asks Directory itself.
      const kept = this.#kept.get(key)
      if (kept) return kept.value
      throw error
    })
    if (value === null) {
      this.#kept.delete(key)
      return null
    }
    if (!this.#kept.has(key) && this.#kept.size >= this.#entries) this.#kept.delete(this.#leastUsed())
    // Fresh from before the load: what was true then may have changed while it was on its way.
    this.#kept.set(key, { value, until: asked + this.#forMs, usedAt: asked })
    return value
  }

  #leastUsed(): string {
    let least = ''
    let usedAt = Number.POSITIVE_INFINITY
    for (const [key, kept] of this.#kept) {
      if (kept.usedAt < usedAt) {
        least = key
        usedAt = kept.usedAt
      }
    }
    return least
  }
}
