import { isOlder } from './generation.ts'

/** So many generations are remembered. */
const KEPT = 8

/** What became of a generation. */
export interface Played {
  gen: number
  playedMs: number
  /** Heard to its end; else it was silenced. */
  whole: boolean
}

/** What was heard of each generation, and which of them are over. */
export class Ledger {
  readonly #samples = new Map<number, number>()
  readonly #perMs: number
  #ends: { gen: number; at: number }[] = []
  #over: Played[] = []
  #gen = 0

  constructor(perMs: number) {
    this.#perMs = perMs
  }

  /** The generation heard last. */
  get gen(): number {
    return this.#gen
  }

  playedMs(gen: number): number {
    return Math.round((this.#samples.get(gen) ?? 0) / this.#perMs)
  }

  /** There is something of it: it will be over some time. */
  came(gen: number): void {
    if (this.#samples.has(gen)) return
    this.#samples.set(gen, 0)
    const [first] = this.#samples.keys()
    if (this.#samples.size > KEPT && first !== undefined) this.#samples.delete(first)
  }

  heard(gen: number, samples: number): void {
    this.#gen = gen
    this.#samples.set(gen, (this.#samples.get(gen) ?? 0) + samples)
  }

  /** Nothing of it comes after `at`. */
  ends(gen: number, at: number): void {
    this.#ends.push({ gen, at })
  }

  /** Those older than `gen` are silenced. */
  clear(gen: number): void {
    for (const known of [...this.#samples.keys()]) if (isOlder(known, gen)) this.#finish(known, false)
  }

  /** Playing has come to `at`. */
  reach(at: number): void {
    for (const end of this.#ends) if (end.at <= at) this.#finish(end.gen, true)
  }

  /** Those that were over since this was asked last. */
  take(): Played[] {
    return this.#over.splice(0)
  }

  #finish(gen: number, whole: boolean): void {
    this.#ends = this.#ends.filter((end) => end.gen !== gen)
    if (!this.#samples.has(gen)) return
    this.#over.push({ gen, playedMs: this.playedMs(gen), whole })
    this.#samples.delete(gen)
  }
}
