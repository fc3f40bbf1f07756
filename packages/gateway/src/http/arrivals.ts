import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'

/** How many are let in at one time. More at once are not in sooner, and whoever is there already waits for all of them. */
const AT_ONCE = 32
/** Who hangs up is not heard of again: their request just ends, wherever it was. Their place is free after this time. */
const PLACE_MS = 3_000
/** Less than a client's own patience: who gives up meanwhile has been worked for in vain. */
const PATIENCE_MS = 4_000
/** Who was turned away comes back after this long and up to twice as long. */
const RETRY_MS = 1_000

/**
 * Where people come in, on a machine that has one thread for everybody. After a restart all come at once: they are let in a
 * few at a time in the order they came, so that those who are in are served meanwhile, and so is the supervisor, who would
 * take a gateway that does not answer for dead.
 */
export class Arrivals {
  /** Until when each place is taken, the one that ends first in front. */
  readonly #places = new Map<symbol, number>()
  readonly #waiting: { enter: (place: symbol) => void; until: number }[] = []
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /**
   * @param invited has been let in before, and only has to sit down: goes before all others.
   * @throws BatonError `unavailable` when the turn does not come in time.
   */
  async letIn<T>({ invited }: { invited: boolean }, work: () => Promise<T>): Promise<T> {
    const place = this.#hasRoom() ? this.#take() : await this.#turn(invited)
    try {
      return await work()
    } finally {
      this.#places.delete(place)
      this.#call()
    }
  }

  #hasRoom(): boolean {
    for (const [place, until] of this.#places) {
      if (until > this.#now()) break
      this.#places.delete(place)
    }
    return this.#places.size < AT_ONCE
  }

  #take(): symbol {
    const place = Symbol('place')
    this.#places.set(place, this.#now() + PLACE_MS)
    return place
  }

  /** Calls those whose turn it is, each to a place kept for them. Who has hung up does not come, and the place ends. */
  #call(): void {
    while (this.#waiting.length > 0 && this.#hasRoom()) this.#waiting.shift()?.enter(this.#take())
  }

  async #turn(invited: boolean): Promise<symbol> {
    let enter: (place: symbol) => void = () => {}
    const turn = new Promise<symbol>((resolve) => {
      enter = resolve
    })
    const mine = { enter, until: this.#now() + PATIENCE_MS }
    if (invited) this.#waiting.unshift(mine)
    else this.#waiting.push(mine)
    for (;;) {
      // The pause also keeps the request alive: one that waits for nothing but another request is taken for hung.
      const place = await Promise.race([turn, scheduler.wait(PLACE_MS)])
      if (place) return place
      const at = this.#waiting.indexOf(mine)
      if (at < 0) return turn // it has just been called
      const isLate = this.#now() >= mine.until
      // All who had a place may have hung up, and nobody calls.
      if (!isLate && !this.#hasRoom()) continue
      this.#waiting.splice(at, 1)
      if (isLate) throw new BatonError('unavailable', 'busy: many are coming in', RETRY_MS * (1 + Math.random()))
      return this.#take()
    }
  }
}

const arrivals = new Arrivals()

/** Lets somebody in when there is room at the door. Where the platform has as many isolates as it takes, there always is. */
export const arriving = <T>(
  { MAX_SOCKETS }: Pick<Env, 'MAX_SOCKETS'>,
  how: { invited: boolean },
  work: () => Promise<T>,
): Promise<T> => (MAX_SOCKETS ? arrivals.letIn(how, work) : work())
