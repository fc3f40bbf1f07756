/** Things to come, earliest first; of the same time, first put first. A binary heap. */
export class Agenda<Item> {
  readonly #times: number[] = []
  readonly #orders: number[] = []
  readonly #items: Item[] = []
  #put = 0

  get size(): number {
    return this.#items.length
  }

  put(time: number, item: Item): void {
    this.#put += 1
    let at = this.#items.length
    this.#set(at, time, this.#put, item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(at, parent)) break
      this.#swap(at, parent)
      at = parent
    }
  }

  /** Undefined when nothing is left. */
  take(): { time: number; item: Item } | undefined {
    const [time] = this.#times
    const [item] = this.#items
    if (time === undefined || item === undefined) return undefined
    const last = this.#items.length - 1
    this.#swap(0, last)
    this.#times.pop()
    this.#orders.pop()
    this.#items.pop()
    this.#sink(last)
    return { time, item }
  }

  #sink(length: number): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= length) return
      const right = left + 1
      const child = right < length && this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(child, at)) return
      this.#swap(at, child)
      at = child
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one = 0, other = 0] = [this.#times[a], this.#times[b]]
    return one < other || (one === other && (this.#orders[a] ?? 0) < (this.#orders[b] ?? 0))
  }

  #set(at: number, time: number, order: number, item: Item): void {
    this.#times[at] = time
    this.#orders[at] = order
    this.#items[at] = item
  }

  #swap(a: number, b: number): void {
    const [time, order, item] = [this.#times[a] ?? 0, this.#orders[a] ?? 0, this.#items[a] as Item]
    this.#set(a, this.#times[b] ?? 0, this.#orders[b] ?? 0, this.#items[b] as Item)
    this.#set(b, time, order, item)
  }
}
