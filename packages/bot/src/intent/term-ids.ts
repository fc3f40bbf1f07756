/** Places for each term, so that a look-up seldom needs a second. */
const ROOM = 1.5

/**
 * Numbers of terms, by a hash of 32 bits: four bytes a term and two to four a place, where a `Map` of strings needs ninety.
 * Of 45 000 terms one pair in four vocabularies shares a hash and counts as one term; a term nobody ever saw is taken for
 * a known one once in 100 000.
 */
export class TermIds {
  #hashes: Uint32Array
  /** Number of the term at each place and one; 0 where there is none. As many as a power of 2. */
  #places: Uint16Array | Uint32Array
  #size = 0

  constructor(terms: readonly string[] = []) {
    this.#hashes = new Uint32Array(terms.length)
    this.#places = placesFor(terms.length)
    for (const term of terms) this.#append(hash(term))
  }

  get size(): number {
    return this.#size
  }

  /** -1 for a term that is not among them. O(its length). */
  of(term: string): number {
    return (this.#places[this.#placeOf(hash(term))] ?? 0) - 1
  }

  /** The number of a term, which is the next one when it has none yet. O(its length), now and then O(terms). */
  add(term: string): number {
    const hashed = hash(term)
    const number = this.#places[this.#placeOf(hashed)] ?? 0
    if (number > 0) return number - 1
    if (this.#size === this.#hashes.length) this.#grow()
    this.#append(hashed)
    return this.#size - 1
  }

  #append(hashed: number): void {
    this.#hashes[this.#size] = hashed
    this.#size += 1
    const place = this.#placeOf(hashed)
    if (this.#places[place] === 0) this.#places[place] = this.#size
  }

  #grow(): void {
    const hashes = this.#hashes
    this.#hashes = new Uint32Array(Math.max(1024, 2 * hashes.length))
    this.#places = placesFor(this.#hashes.length)
    this.#size = 0
    for (const hashed of hashes) this.#append(hashed)
  }

  /** Where a hash is, or the empty place where it belongs. */
  #placeOf(hashed: number): number {
    const last = this.#places.length - 1
    let place = (Math.imul(hashed, 0x9e3779b1) >>> 8) & last
    for (;;) {
      const number = this.#places[place] as number
      if (number === 0 || this.#hashes[number - 1] === hashed) return place
      place = (place + 1) & last
    }
  }
}

function placesFor(terms: number): Uint16Array | Uint32Array {
  const room = 2 ** Math.ceil(Math.log2(Math.max(2, terms * ROOM)))
  return terms < 0xffff ? new Uint16Array(room) : new Uint32Array(room)
}

/** FNV-1a of 32 bits. `without`: the place of a unit that is left out. */
export function hash(text: string, without = -1): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1)
    if (at !== without) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193)
  return mixed >>> 0
}
