/** A timer of this length is looked at. */
const LOOK_MS = 5
/** The share of what is known that one more look makes up: one pause alone, for collecting garbage, is not yet late. */
const SHARE = 1 / 4
/** What was found longer ago than this says nothing of now: where few come, few look. */
const FRESH_MS = 1_000

/**
 * How late this process is. Work that was begun goes before what waits at the door, so who is inside may be served quickly
 * while others wait outside for seconds and are not even seen. Timers wait like those outside do.
 */
export class Lateness {
  readonly #now: () => number
  readonly #forgetMs: number
  #due: number | null = null
  #lateMs = 0
  #lookedAt = Number.NEGATIVE_INFINITY

  /** @param forgetMs a look of which nothing was heard for so long is lost: its request ended before it. */
  constructor(forgetMs: number, now: () => number = Date.now) {
    this.#forgetMs = forgetMs
    this.#now = now
  }

  /** What looks found of late, or the one that is still out, whichever is later. */
  get ms(): number {
    const pending = this.#due === null ? 0 : this.#now() - this.#due
    return pending > this.#forgetMs ? 0 : Math.max(this.#known(), pending)
  }

  /** Looks, unless somebody does. */
  async look(wait: (ms: number) => Promise<unknown>): Promise<void> {
    if (this.#due !== null && this.#now() - this.#due <= this.#forgetMs) return
    const due = this.#now() + LOOK_MS
    this.#due = due
    await wait(LOOK_MS)
    // Somebody else may have given this look up and taken its place.
    if (this.#due !== due) return
    this.#due = null
    const now = this.#now()
    const late = Math.max(0, now - due)
    const known = this.#known()
    // A process that stood still for so long was asleep, or somebody has set the clock.
    if (late <= this.#forgetMs) this.#lateMs = known + (late - known) * SHARE
    this.#lookedAt = now
  }

  #known(): number {
    return Math.abs(this.#now() - this.#lookedAt) > FRESH_MS ? 0 : this.#lateMs
  }
}
