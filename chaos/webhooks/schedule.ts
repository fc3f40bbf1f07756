import type { Random } from '@baton/bench/random'

/** One thing a vendor tells. Its id is the vendor's, and the same whenever it is told again. */
export interface Notice {
  id: string
  body: string
}

/** When it arrives, in milliseconds from the first. */
export interface Delivery extends Notice {
  atMs: number
}

/** How vendors behave: again at once, again after minutes because an answer was late, and not in order. */
const AGAIN = 0.4
const MOST_AGAIN = 3
const SPREAD_MS = 2_000
const LATE_MS = { least: 5_000, most: 60_000 }

/** The notices in the order in which a vendor may deliver them: each at least once. The same for the same seed. */
export function deliveriesOf(notices: readonly Notice[], random: Random): Delivery[] {
  return notices
    .flatMap((notice, at) => {
      const first: Delivery = { ...notice, atMs: at * 100 + random.below(SPREAD_MS) }
      const copies = random.next() < AGAIN ? 1 + random.below(MOST_AGAIN) : 0
      const again = Array.from({ length: copies }, (): Delivery => {
        const isLate = random.next() < 0.5
        const wait = isLate ? LATE_MS.least + random.below(LATE_MS.most - LATE_MS.least) : random.below(50)
        return { ...notice, atMs: first.atMs + wait }
      })
      return [first, ...again]
    })
    .sort((a, b) => a.atMs - b.atMs)
}
