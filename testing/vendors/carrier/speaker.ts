/** What a telephone plays, in the order it came: sound, and marks that lie in between. */
export class Speaker {
  #waiting: ({ samples: Int16Array } | { mark: string })[] = []
  readonly #heard: Int16Array[] = []

  play(samples: Int16Array): void {
    this.#waiting.push({ samples })
  }

  mark(name: string): void {
    this.#waiting.push({ mark: name })
  }

  /** Forgets what is not yet played. The marks in it are given back, as carriers do. */
  clear(): string[] {
    const marks = this.#waiting.flatMap((each) => ('mark' in each ? each.mark : []))
    this.#waiting = []
    return marks
  }

  /** Plays so many samples, silence where there is nothing. Gives the marks that were come by. */
  step(length: number): string[] {
    const played = new Int16Array(length)
    const marks: string[] = []
    for (let at = 0; ; ) {
      const next = this.#waiting[0]
      if (!next || ('samples' in next && at === length)) break
      if ('mark' in next) {
        marks.push(next.mark)
        this.#waiting.shift()
        continue
      }
      const piece = next.samples.subarray(0, length - at)
      played.set(piece, at)
      at += piece.length
      if (piece.length === next.samples.length) this.#waiting.shift()
      else next.samples = next.samples.subarray(piece.length)
    }
    this.#heard.push(played)
    return marks
  }

  /** Samples that wait. */
  get waiting(): number {
    return this.#waiting.reduce((sum, each) => sum + ('samples' in each ? each.samples.length : 0), 0)
  }

  /** All that was played since the call began, with its silence. */
  heard(): Int16Array {
    const all = new Int16Array(this.#heard.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.#heard) {
      all.set(piece, at)
      at += piece.length
    }
    return all
  }
}
