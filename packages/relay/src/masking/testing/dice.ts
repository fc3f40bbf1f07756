/** Choices that are the same for the same seed. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Evenly from 0 up to, not including, `count`. (mulberry32) */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  one<Value>(values: readonly [Value, ...Value[]]): Value
  one<Value>(values: readonly Value[]): Value | undefined
  one<Value>(values: readonly Value[]): Value | undefined {
    return values[this.below(values.length)]
  }

  chance(share: number): boolean {
    return this.below(1_000) < share * 1_000
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.below(10))).join('')
  }
}
