/** Occurrences of terms in documents, in few bytes and typed arrays only. */
export interface Postings {
  /** Hashes of all terms, ascending. */
  terms: Uint32Array
  /** Where the occurrences of each term begin; one more than there are terms. */
  starts: Uint32Array
  /** Of each term: how many groups have it, then the gap to each next document, all as varints (see `pack`). */
  bytes: Uint8Array
}

/** A count beyond this says no more. */
const MOST_COUNTED = 255

/**
 * Collects the terms of documents, one document after the other, and sorts them into `Postings` by counting.
 * Documents come in groups: a term of all questions of one article is a rare term. O(occurrences + t log t for t
 * terms); needs five bytes for each occurrence while it lasts.
 */
export class PostingsBuilder {
  readonly #table = new TermTable()
  /** Distinct terms of all documents, document by document, and how often each is in it. */
  #stream = new Uint32Array(1 << 16)
  #counts = new Uint8Array(1 << 16)
  #length = 0
  /** Where each document begins in the stream. */
  readonly #begins: number[] = []
  #group = -1
  /** Where the first document of the group begins. */
  #groupBegins = 0

  /** Begins the next document. Those of one group come one after the other. */
  begin(group: number): void {
    if (group !== this.#group) this.#groupBegins = this.#length
    this.#group = group
    this.#begins.push(this.#length)
  }

  add(term: number): void {
    const entry = this.#table.entryOf(term)
    const place = this.#table.placeAt(entry)
    if (place >= (this.#begins.at(-1) ?? 0)) {
      this.#counts[place] = Math.min(MOST_COUNTED, (this.#counts[place] ?? 0) + 1)
      return
    }
    if (this.#length === this.#stream.length) {
      this.#stream = grown(this.#stream, Uint32Array)
      this.#counts = grown(this.#counts, Uint8Array)
    }
    this.#stream[this.#length] = this.#table.numberAt(entry)
    this.#counts[this.#length] = 1
    if (place < this.#groupBegins) this.#table.addGroup(entry)
    this.#table.setPlace(entry, this.#length)
    this.#length += 1
  }

  /**
   * `isCommon`: tells by the hash of a term, and how many groups have it, that it tells hardly any apart. Only how many is
   * kept of such a term then.
   */
  build(isCommon: (term: number, found: number) => boolean = () => false): Postings {
    const { size } = this.#table
    const { hashes, groups: found } = this.#table.all()
    const order = sortedByHash(hashes, size)
    const dropped = Uint8Array.from(found, (groups, number) => (isCommon(hashes[number] ?? 0, groups) ? 1 : 0))

    // Twice over the stream: first to know how many bytes each term needs, then to write them.
    const sizes = new Uint32Array(size)
    const last = new Uint32Array(size)
    for (const number of order) sizes[number] = varintSize(found[number] ?? 0)
    this.#each((number, document, count) => {
      if (dropped[number]) return
      sizes[number] = (sizes[number] ?? 0) + packedSize(document - (last[number] ?? 0), count)
      last[number] = document
    })
    const starts = new Uint32Array(size + 1)
    const cursors = new Uint32Array(size)
    let total = 0
    order.forEach((number, index) => {
      starts[index] = total
      cursors[number] = total
      total += sizes[number] ?? 0
    })
    starts[size] = total
    const bytes = new Uint8Array(total)
    for (const number of order) cursors[number] = writeVarint(bytes, cursors[number] ?? 0, found[number] ?? 0)
    last.fill(0)
    this.#each((number, document, count) => {
      if (dropped[number]) return
      cursors[number] = pack(bytes, cursors[number] ?? 0, document - (last[number] ?? 0), count)
      last[number] = document
    })
    return { terms: order.map((number) => hashes[number] ?? 0), starts, bytes }
  }

  #each(visit: (number: number, document: number, count: number) => void): void {
    this.#begins.forEach((begin, document) => {
      const end = this.#begins[document + 1] ?? this.#length
      for (let at = begin; at < end; at += 1) visit(this.#stream[at] ?? 0, document, this.#counts[at] ?? 1)
    })
  }
}

/** Room for the occurrences of one term, used again for every term. */
export class Occurrences {
  readonly documents: Uint32Array
  readonly counts: Uint8Array
  /** How many are kept of the last term read; 0 also for a term that too many have. */
  length = 0
  /** How many groups have it. */
  found = 0

  constructor(documents: number) {
    this.documents = new Uint32Array(documents)
    this.counts = new Uint8Array(documents)
  }

  /** Reads the occurrences of a term. O(log of the terms + its documents). */
  read(postings: Postings, term: number): void {
    this.length = 0
    this.found = 0
    const index = indexOf(postings.terms, term)
    if (index >= 0) this.readAt(postings, index)
  }

  /** … of the term at a place in the list. */
  readAt({ starts, bytes }: Postings, index: number): void {
    const end = starts[index + 1] ?? 0
    let at = starts[index] ?? 0
    this.found = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      this.found |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    let document = 0
    let length = 0
    while (at < end) {
      let byte = bytes[at++] ?? 0
      let packed = byte & 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0
        packed |= (byte & 0x7f) << shift
      }
      document += packed >>> 1
      this.documents[length] = document
      this.counts[length] = packed & 1 ? (bytes[at++] ?? 1) : 1
      length += 1
    }
    this.length = length
  }
}

/** How many groups have a term. O(log of the terms). */
export function found({ terms, starts, bytes }: Postings, term: number): number {
  const index = indexOf(terms, term)
  let value = 0
  if (index < 0) return value
  let at = starts[index] ?? 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
}

/** What `Postings` take in memory. */
export const bytesOf = ({ terms, starts, bytes }: Postings): number =>
  terms.byteLength + starts.byteLength + bytes.byteLength

/** Numbers of the hashes in ascending order of hash: sorted as whole numbers, hash above number, which a typed array does fast. */
function sortedByHash(hashes: Uint32Array, size: number): Uint32Array {
  const keys = new Float64Array(size)
  for (let number = 0; number < size; number += 1) keys[number] = (hashes[number] ?? 0) * NUMBERS + number
  keys.sort()
  return Uint32Array.from(keys, (key) => key % NUMBERS)
}
/** 2^21: with a hash of 32 bits in front it stays exact in a double. */
const NUMBERS = 2 ** 21

function indexOf(terms: Uint32Array, term: number): number {
  let low = 0
  let high = terms.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = terms[middle] ?? 0
    if (found === term) return middle
    if (found < term) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** A gap and whether a count follows, in one varint: most terms are in a document once, and then need one byte or two. */
function pack(bytes: Uint8Array, at: number, gap: number, count: number): number {
  const next = writeVarint(bytes, at, (gap << 1) | (count > 1 ? 1 : 0))
  if (count === 1) return next
  bytes[next] = count
  return next + 1
}

const packedSize = (gap: number, count: number): number => varintSize((gap << 1) | 1) + (count > 1 ? 1 : 0)

function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start
  let rest = value
  while (rest >= 0x80) {
    bytes[at++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  bytes[at] = rest
  return at + 1
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest >= 0x80; rest >>>= 7) size += 1
  return size
}

/** Of an entry: its hash, its number and one, one more than the place where it was last, and how many groups have it. */
const HASH = 0
const NUMBER = 1
const PLACE = 2
const GROUPS = 3
const FIELDS = 4

/** Numbers 0, 1, 2 … for hashes, in the order they are first seen: an open-addressing table with all of an entry together. */
class TermTable {
  #entries = new Uint32Array(FIELDS << 13)
  size = 0

  /** Where the entry of a hash is, until the next call. */
  entryOf(hash: number): number {
    const entry = probe(this.#entries, hash)
    if (this.#entries[entry + NUMBER] !== 0) return entry
    if (this.size * 2 * FIELDS >= this.#entries.length) {
      this.#spread()
      return this.entryOf(hash)
    }
    this.size += 1
    this.#entries[entry + HASH] = hash
    this.#entries[entry + NUMBER] = this.size
    return entry
  }

  numberAt(entry: number): number {
    return (this.#entries[entry + NUMBER] ?? 0) - 1
  }

  /** -1 when it was nowhere yet. */
  placeAt(entry: number): number {
    return (this.#entries[entry + PLACE] ?? 0) - 1
  }

  setPlace(entry: number, place: number): void {
    this.#entries[entry + PLACE] = place + 1
  }

  addGroup(entry: number): void {
    this.#entries[entry + GROUPS] = (this.#entries[entry + GROUPS] ?? 0) + 1
  }

  /** Hashes, and how many groups have them, in the order of their numbers. */
  all(): { hashes: Uint32Array; groups: Uint32Array } {
    const hashes = new Uint32Array(this.size)
    const groups = new Uint32Array(this.size)
    for (let entry = 0; entry < this.#entries.length; entry += FIELDS) {
      const number = this.numberAt(entry)
      if (number < 0) continue
      hashes[number] = this.#entries[entry + HASH] ?? 0
      groups[number] = this.#entries[entry + GROUPS] ?? 0
    }
    return { hashes, groups }
  }

  #spread(): void {
    const bigger = new Uint32Array(this.#entries.length * 2)
    for (let entry = 0; entry < this.#entries.length; entry += FIELDS) {
      if (this.#entries[entry + NUMBER] === 0) continue
      bigger.set(this.#entries.subarray(entry, entry + FIELDS), probe(bigger, this.#entries[entry + HASH] ?? 0))
    }
    this.#entries = bigger
  }
}

/** The entry of a hash, or the empty one where it belongs. */
function probe(entries: Uint32Array, hash: number): number {
  const last = entries.length / FIELDS - 1
  let slot = Math.imul(hash, 0x9e3779b1) >>> 8
  for (;;) {
    const entry = (slot & last) * FIELDS
    if (entries[entry + NUMBER] === 0 || entries[entry + HASH] === hash) return entry
    slot += 1
  }
}

function grown<T extends Uint32Array | Uint8Array>(array: T, make: new (length: number) => T): T {
  const bigger = new make(array.length * 2)
  bigger.set(array)
  return bigger
}
