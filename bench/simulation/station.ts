import { percentile } from '../numbers.ts'

/** One object: it does one thing at a time, in the order in which things come. Times in milliseconds. */
export class Station {
  #freeAt = 0
  #busy = 0
  readonly #waits: number[] = []
  readonly #countFrom: number

  /** @param countFrom what comes before this time is done, and not counted. */
  constructor(countFrom = 0) {
    this.#countFrom = countFrom
  }

  /** When the work is done. Call in the order of `now`. */
  serve(now: number, service: number): number {
    const begin = Math.max(now, this.#freeAt)
    this.#freeAt = begin + service
    if (now >= this.#countFrom) {
      this.#waits.push(begin - now)
      this.#busy += service
    }
    return this.#freeAt
  }

  /** How long something that comes now would wait. */
  backlog(now: number): number {
    return Math.max(0, this.#freeAt - now)
  }

  /** @param until end of what is counted. `utilisation` above 1: more came than can ever be done. */
  report(until: number): StationReport {
    return {
      perSecond: (this.#waits.length * 1_000) / (until - this.#countFrom),
      utilisation: this.#busy / (until - this.#countFrom),
      waitP50Ms: this.#waits.length > 0 ? percentile(this.#waits, 0.5) : 0,
      waitP99Ms: this.#waits.length > 0 ? percentile(this.#waits, 0.99) : 0,
    }
  }
}

export interface StationReport {
  perSecond: number
  utilisation: number
  waitP50Ms: number
  waitP99Ms: number
}
