import { isOlder } from './generation.ts'

export interface Piece {
  /** Samples from the start of the track. */
  start: number
  end: number
  gen: number
  /** None: the other side is silent on purpose. */
  samples: Float32Array
  /** Nothing follows for now. */
  isLast: boolean
}

/** What has come and was not played yet, in the order of its track, and how far playing has come. */
export class FrameQueue {
  #pieces: Piece[] = []
  /** Where the next sample is taken from. */
  at = 0
  /** Where the last piece ends. */
  tail = 0
  /** What was played last was the end of something: that nothing follows is as it should be. */
  hasEnded = true

  get head(): Piece | undefined {
    return this.#pieces[0]
  }

  get last(): Piece | undefined {
    return this.#pieces.at(-1)
  }

  /** Samples that wait. */
  get waiting(): number {
    return this.#pieces.reduce((sum, { start, end }) => sum + Math.max(0, end - Math.max(start, this.at)), 0)
  }

  /** False: it was here already. */
  add(piece: Piece): boolean {
    if (piece.end > piece.start && this.#pieces.some(({ start, end }) => start === piece.start && end > start))
      return false
    this.tail = Math.max(this.tail, piece.end)
    this.#pieces.push(piece)
    this.#pieces.sort((a, b) => a.start - b.start)
    return true
  }

  /** Lets go of what is behind, and of silence whose place is reached. */
  dropPlayed(): void {
    for (let head = this.head; head && head.end <= this.at; head = this.head) this.#shift()
  }

  /** Silence before the first sound says nothing. */
  dropSilence(): void {
    while (this.head && this.head.end === this.head.start) this.#shift()
  }

  dropOlder(gen: number): void {
    this.#pieces = this.#pieces.filter((piece) => !isOlder(piece.gen, gen))
  }

  /** The stream starts anew, at `at`. */
  reset(at: number): void {
    this.#pieces = []
    this.at = this.tail = at
    this.hasEnded = true
  }

  /** Samples that follow one another from here, at most about `most`. */
  contiguous(most: number): number {
    let end = this.at
    for (const piece of this.#pieces) {
      if (piece.start > end || end - this.at >= most) break
      end = Math.max(end, piece.end)
    }
    return end - this.at
  }

  /** The next samples, which stay. */
  peek(count: number): Float32Array {
    const samples = new Float32Array(count)
    for (const piece of this.#pieces) {
      if (piece.start >= this.at + count) break
      const skipped = Math.max(0, this.at - piece.start)
      const place = Math.max(0, piece.start - this.at)
      if (skipped < piece.samples.length) samples.set(piece.samples.subarray(skipped, skipped + count - place), place)
    }
    return samples
  }

  /** Goes on by `count` samples, and tells of which generations they were. */
  advance(count: number, heard: (gen: number, samples: number) => void): void {
    const end = this.at + count
    for (const piece of this.#pieces) {
      if (piece.start >= end) break
      const part = Math.min(piece.end, end) - Math.max(piece.start, this.at)
      if (part > 0) heard(piece.gen, part)
    }
    this.at = end
  }

  #shift(): void {
    const gone = this.#pieces.shift()
    if (gone) this.hasEnded = gone.isLast
  }
}
