import { LIMITS } from '@baton/protocol'
import type { Actor, SessionState } from '@baton/relay/session'
import type { EventLog } from './log.ts'

/**
 * How far back a reader sees. Whoever nobody vouches for has a device and nothing else, and devices are lost and passed on:
 * they see what was said lately. The log's times grow with its numbers, so the first event of a time is found by halving.
 */
export class Horizon {
  readonly #log: EventLog
  /** Where it was last, and for which time. It moves on only. */
  #last = { seq: 1, time: 0 }

  constructor(log: EventLog) {
    this.#log = log
  }

  /** Seq of the first event this reader may see; 1 when it is all of them. */
  of({ role, verified }: Actor, { head }: SessionState, now: number): number {
    if (role !== 'customer' || verified) return 1
    return this.#firstSince(now - LIMITS.visitorHistoryMs, head)
  }

  #firstSince(time: number, head: number): number {
    let low = time >= this.#last.time ? this.#last.seq : 1
    let high = head + 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      // An empty log from `middle` on is as if it came later than any time.
      if ((this.#log.timeFrom(middle) ?? Number.POSITIVE_INFINITY) < time) low = middle + 1
      else high = middle
    }
    this.#last = { seq: low, time }
    return low
  }
}
