/** Samples that came one after the other, from a little before something on. */
export class SampleStore {
  readonly #lead: number
  #samples = new Int16Array(16_000)
  #length = 0

  /** `lead`: as many are kept when the rest is let go. */
  constructor(lead: number) {
    this.#lead = lead
  }

  get length(): number {
    return this.#length
  }

  add(samples: Int16Array): void {
    const length = this.#length + samples.length
    if (length > this.#samples.length) {
      const larger = new Int16Array(Math.max(length, this.#samples.length * 2))
      larger.set(this.#samples.subarray(0, this.#length))
      this.#samples = larger
    }
    this.#samples.set(samples, this.#length)
    this.#length = length
  }

  /** All of them, apart from what comes later. */
  all(): Int16Array<ArrayBuffer> {
    return this.#samples.slice(0, this.#length)
  }

  keepLast(): void {
    if (this.#length <= this.#lead) return
    this.#samples.copyWithin(0, this.#length - this.#lead, this.#length)
    this.#length = this.#lead
  }
}
