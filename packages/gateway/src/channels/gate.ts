/** Leave to be inside. */
export interface Pass {
  /** Counts bytes that have arrived beyond those declared. False: there is no room for them. */
  hold(bytes: number): boolean
  /** It is over. `tookMs`: how long the caller waited, where that tells how busy the house is. */
  leave(tookMs?: number): void
}

export interface GateRules {
  /** How many are let in at one time: never fewer, never more, and so many before anything is learnt. */
  least: number
  most: number
  first: number
  /** Of bodies, all together. */
  bytes: number
  /** Whoever waits longer than this tells that too many are inside. */
  goalMs: number
  /** Who hangs up is not heard of again: their request just ends, wherever it was. Their place is free after this time. */
  placeMs: number
}

/** By how much fewer are let in when it takes too long. */
const FEWER = 0.75

/**
 * How many are served at one time, so that those who are served are served soon: whoever comes when it is full is sent away
 * at once, before anything of theirs is read, and comes again. How many that is, is learnt from how long it takes: one more
 * for each round that was quick, a quarter fewer for one that was not.
 */
export class Gate {
  readonly #rules: GateRules
  readonly #now: () => number
  /** Until when each place is taken, the one that ends first in front. */
  readonly #places = new Map<symbol, { until: number; bytes: number }>()
  #bytes = 0
  #limit: number
  #lessenedAt = Number.NEGATIVE_INFINITY

  constructor(rules: GateRules, now: () => number = Date.now) {
    this.#rules = rules
    this.#now = now
    this.#limit = rules.first
  }

  /** How many are let in at one time as things are. */
  get limit(): number {
    return Math.floor(this.#limit)
  }

  /** Null: it is full. `bytes`: of the body, as far as it says so itself. */
  enter(bytes: number): Pass | null {
    this.#forgetTheLost()
    if (this.#places.size >= this.limit || this.#bytes + bytes > this.#rules.bytes) return null
    const place = Symbol('place')
    this.#places.set(place, { until: this.#now() + this.#rules.placeMs, bytes })
    this.#bytes += bytes
    return {
      hold: (more) => this.#hold(place, more),
      leave: (tookMs) => this.#leave(place, tookMs),
    }
  }

  #hold(place: symbol, more: number): boolean {
    const mine = this.#places.get(place)
    if (!mine || this.#bytes + more > this.#rules.bytes) return false
    mine.bytes += more
    this.#bytes += more
    return true
  }

  #leave(place: symbol, tookMs: number | undefined): void {
    const were = this.#places.size
    if (!this.#free(place) || tookMs === undefined) return
    if (tookMs > this.#rules.goalMs) this.#lessen()
    // A house half empty tells nothing of how many it could hold.
    else if (were * 2 >= this.#limit) this.#limit = Math.min(this.#rules.most, this.#limit + 1 / this.#limit)
  }

  /** Once for all who were inside together: they waited for the same. */
  #lessen(): void {
    const now = this.#now()
    if (now - this.#lessenedAt < this.#rules.goalMs) return
    this.#lessenedAt = now
    this.#limit = Math.max(this.#rules.least, this.#limit * FEWER)
  }

  #forgetTheLost(): void {
    const now = this.#now()
    for (const [place, { until }] of this.#places) {
      if (until > now) break
      this.#free(place)
    }
  }

  #free(place: symbol): boolean {
    this.#bytes -= this.#places.get(place)?.bytes ?? 0
    return this.#places.delete(place)
  }
}
