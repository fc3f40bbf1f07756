import { PCM_RATE } from '@baton/protocol'

const MS = PCM_RATE / 1_000

/** The sound of one sentence, played while it is still being made, and again from any place in it. */
export class Recording {
  readonly #pieces: Int16Array[] = []
  #samples = 0
  #state: 'making' | 'done' | 'failed' = 'making'
  #wake: (() => void)[] = []

  /** `kept`: made before. */
  static of(kept: readonly Int16Array[]): Recording {
    const recording = new Recording()
    for (const piece of kept) recording.add(piece)
    recording.done()
    return recording
  }

  add(piece: Int16Array): void {
    this.#pieces.push(piece)
    this.#samples += piece.length
    this.#tell()
  }

  done(): void {
    if (this.#state === 'making') this.#state = 'done'
    this.#tell()
  }

  /** What there is of it is played, and no more comes. */
  fail(): void {
    if (this.#state === 'making') this.#state = 'failed'
    this.#tell()
  }

  get pieces(): readonly Int16Array[] {
    return this.#pieces
  }

  get ms(): number {
    return this.#samples / MS
  }

  /** What comes after so many milliseconds of it, piece by piece, as it is made. */
  async *from(ms: number): AsyncIterable<Int16Array> {
    let skip = Math.round(ms * MS)
    for (let at = 0; ; at += 1) {
      while (at >= this.#pieces.length) {
        if (this.#state !== 'making') return
        await new Promise<void>((resolve) => this.#wake.push(resolve))
      }
      const piece = this.#pieces[at]
      if (!piece) return
      if (skip >= piece.length) skip -= piece.length
      else {
        yield skip > 0 ? piece.subarray(skip) : piece
        skip = 0
      }
    }
  }

  #tell(): void {
    const waiting = this.#wake
    this.#wake = []
    for (const resolve of waiting) resolve()
  }
}
