/**
 * A sum for each of many documents, of which a query touches few: emptying and reading costs as much as there are touched
 * ones, not as there are documents.
 */
export class Sums {
  readonly values: Float32Array
  readonly #touched: Uint32Array
  #count = 0

  constructor(documents: number) {
    this.values = new Float32Array(documents)
    this.#touched = new Uint32Array(documents)
  }

  /** `share` must be above 0: it is how a document is known to be touched. */
  add(document: number, share: number): void {
    const before = this.values[document] ?? 0
    if (before === 0) this.#touched[this.#count++] = document
    this.values[document] = before + share
  }

  /** The documents that something was added to, in the order in which that happened first. */
  touched(): Uint32Array {
    return this.#touched.subarray(0, this.#count)
  }

  clear(): void {
    for (let at = 0; at < this.#count; at += 1) this.values[this.#touched[at] ?? 0] = 0
    this.#count = 0
  }
}
