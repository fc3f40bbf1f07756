interface Kept<Value> {
  value: Value
  until: number
}

/**
 * Values an isolate keeps for a while, least recently used first out. It keeps values and never promises: a promise
 * belongs to the request that began it and may die with that request. What is not there (null) is asked for again; when
 * nobody answers, the last value still serves.
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

  async get(key: string, load: () => Promise<Value | null>, now: () => number = Date.now): Promise<Value | null> {
    const kept = this.#kept.get(key)
    if (kept && kept.until > now()) {
      // Moved to the end, so that the first key of the map is the least recently used one.
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept.value
    }
    // Counted from before the load: what was true then may have changed while it was on its way.
    const asked = now()
    const value = await load().catch((error: unknown) => {
      // Whoever is served already goes on with what was true a moment ago; a newcomer's join asks Directory itself.
      if (kept) return kept.value
      throw error
    })
    this.#kept.delete(key)
    if (value === null) return null
    this.#kept.set(key, { value, until: asked + this.#forMs })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#entries) break
      this.#kept.delete(oldest)
    }
    return value
  }
}
