/** How many frames are looked back on: 5 s of them. */
const FRAMES = 250
/** The fastest frame is known for five such spans, so that a clock that drifts is followed. */
const SPAN_MS = 2000
const SPANS = 5

/** While a line is opened much waits for other things, which says nothing about the line. */
const OPENING_MS = 1000

/** What comes faster than it was spoken, one every 20 ms, was held back by the same thing. */
const TOGETHER_MS = 15

/** This share of the frames comes in time. With more to wait for, all are later; with less, more is made up than 1.5 % at a loss of 2 %. */
const WITHIN = 0.99

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
  readonly #delays: { delay: number; burst: number }[] = []
  #burst = 0
  #cameAt = 0
  #next = 0
  #spans: number[] = []
  #spanSince = 0
  #since: number | null = null
  #wasOpening = false
  #targetMs: number = DELAY.firstMs

  /** Of the fastest frame: its arrival less its place in the stream, in milliseconds. */
  get base(): number {
    return Math.min(...this.#spans)
  }

  get isEmpty(): boolean {
    return this.#spans.length === 0
  }

  /** How long after the fastest frame each is to be played. */
  get targetMs(): number {
    return this.#targetMs
  }

  add(delay: number, nowMs: number): void {
    if (this.#since === null) this.#since = nowMs
    const isOpening = nowMs - this.#since < OPENING_MS
    if (this.#wasOpening && !isOpening) this.#forget()
    this.#wasOpening = isOpening
    if (this.#spans.length === 0 || nowMs - this.#spanSince >= SPAN_MS) {
      this.#spans = [delay, ...this.#spans].slice(0, SPANS)
      this.#spanSince = nowMs
    } else this.#spans[0] = Math.min(this.#spans[0] ?? delay, delay)
    if (nowMs - this.#cameAt > TOGETHER_MS) this.#burst += 1
    this.#cameAt = nowMs
    this.#delays[this.#next] = { delay, burst: this.#burst }
    this.#next = (this.#next + 1) % FRAMES
    if (this.#next % 10 === 0) this.#judge()
  }

  reset(): void {
    this.#forget()
    this.#spans = []
    this.#since = null
  }

  /** How fast the fastest was is kept. */
  #forget(): void {
    this.#delays.length = 0
    this.#next = 0
    this.#targetMs = DELAY.firstMs
  }

  /** What happened once in five seconds is no reason to wait longer for everything: the worst burst does not count. */
  #judge(): void {
    const worst = this.#delays.reduce((most, each) => (each.delay > most.delay ? each : most))
    const sorted = this.#delays.filter(({ burst }) => burst !== worst.burst).map(({ delay }) => delay)
    sorted.sort((a, b) => a - b)
    const late = (sorted[Math.floor((sorted.length - 1) * WITHIN)] ?? this.base) - this.base + DELAY.stepMs
    const least = this.#delays.length < 50 ? DELAY.firstMs : DELAY.leastMs
    this.#targetMs = Math.min(DELAY.mostMs, Math.max(least, late))
  }
}
