/** Stands in for a customer's phone: the last one-time code they were sent. In memory, as the demo is. */
export class Inbox {
  readonly #codes = new Map<string, string>()

  put(customer: string, code: string): void {
    this.#codes.set(customer, code)
  }

  /** Null when nothing was sent. */
  last(customer: string): string | null {
    return this.#codes.get(customer) ?? null
  }
}
