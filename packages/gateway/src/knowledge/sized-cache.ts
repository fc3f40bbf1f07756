interface Kept<Value> {
  value: Value
  bytes: number
}

/**
 * What never changes under its name, kept up to a number of bytes, least recently used first out; the last one asked for
 * stays however large it is. It keeps values and never promises: a promise belongs to the request that began it.
 */
export class SizedCache<Value> {
  readonly #kept = new Map<string, Kept<Value>>()
  readonly #most: number
  #bytes = 0

  constructor(options: { bytes: number }) {
    this.#most = options.bytes
  }

  get(key: string): Value | null {
    const kept = this.#kept.get(key)
    if (!kept) return null
    // A map keeps its order: what is used goes to the end of it.
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.value
  }

  put(key: string, value: Value, bytes: number): void {
    this.#drop(key)
    this.#kept.set(key, { value, bytes })
    this.#bytes += bytes
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most || oldest === key) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
  }
}
