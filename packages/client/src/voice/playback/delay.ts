/** How many frames are looked back on: 10 s of them. */
const FRAMES = 500
/** The fastest frame is known for five such spans, so that a clock that drifts is followed. */
const SPAN_MS = 2000
const SPANS = 5

/** What waited while the line was opened comes at once, and says nothing about the line. */
const OPENING_MS = 1000

/** Of late frames so many in a hundred may miss their turn. */
const WITHIN = 0.97

const DELAY = {
  /** The least that is waited for late frames, in milliseconds. */
  leastMs: 40,
  /** And before enough frames have come to judge by. */
  firstMs: 60,
  mostMs: 400,
  /** Added to what was measured: playing goes in steps of 10 ms. */
  stepMs: 10,
} as const

/** How late frames come, each measured against the fastest of the last ten seconds. */
export class DelayEstimate {
  readonly #delays: number[] = []
  #next = 0
  #spans: number[] = []
  #spanSince = 0
  #since: number | null = null
  #targetMs: number = DELAY.firstMs

  /** Of the fastest frame: its arrival less its place in the stream, in milliseconds. */
  get base(): number {
    return Math.min(...this.#spans)
  }

  get isEmpty(): boolean {
    return this.#delays.length === 0
  }

  /** How long after the fastest frame each is to be played. */
  get targetMs(): number {
    return this.#targetMs
  }

  add(delay: number, nowMs: number): void {
    if (this.#since === null) this.#since = nowMs
    if (!this.isEmpty && nowMs - this.#since < OPENING_MS && delay < this.base - DELAY.stepMs) this.#forget()
    if (this.isEmpty || nowMs - this.#spanSince >= SPAN_MS) {
      this.#spans = [delay, ...this.#spans].slice(0, SPANS)
      this.#spanSince = nowMs
    } else this.#spans[0] = Math.min(this.#spans[0] ?? delay, delay)
    this.#delays[this.#next] = delay
    this.#next = (this.#next + 1) % FRAMES
    if (this.#next % 10 === 0) this.#judge()
  }

  reset(): void {
    this.#forget()
    this.#since = null
    this.#targetMs = DELAY.firstMs
  }

  #forget(): void {
    this.#delays.length = 0
    this.#next = 0
    this.#spans = []
  }

  #judge(): void {
    const sorted = this.#delays.toSorted((a, b) => a - b)
    const late = (sorted[Math.floor((sorted.length - 1) * WITHIN)] ?? 0) - this.base + DELAY.stepMs
    const least = sorted.length < 50 ? DELAY.firstMs : DELAY.leastMs
    this.#targetMs = Math.min(DELAY.mostMs, Math.max(least, late))
  }
}
