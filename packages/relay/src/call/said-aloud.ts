/** A piece of a text that is spoken: its characters `from` to before `to`. `of` names the text. */
export interface Piece {
  of: string
  from: number
  to: number
}

/** How much of a text was heard, as near as can be told. */
export interface HeardOf {
  of: string
  /** Characters of it. */
  heard: number
  playedMs: number
  /** All that was to be spoken of it so far. */
  whole: boolean
}

/** What is spoken one after the other, and where in it somebody is who has heard so many milliseconds. */
export class SaidAloud {
  readonly #pieces: (Piece & { ms: number })[] = []

  begin(piece: Piece): void {
    this.#pieces.push({ ...piece, ms: 0 })
  }

  /** The piece begun last goes on for this much longer. */
  add(ms: number): void {
    const last = this.#pieces.at(-1)
    if (last) last.ms += ms
  }

  get ms(): number {
    return this.#pieces.reduce((sum, { ms }) => sum + ms, 0)
  }

  /** Every text of which something was to be spoken, and how much of it somebody has heard after `playedMs`. */
  heardAfter(playedMs: number): HeardOf[] {
    const texts = new Map<string, HeardOf>()
    let before = 0
    for (const { of, from, to, ms } of this.#pieces) {
      const played = Math.max(0, Math.min(ms, playedMs - before))
      const known = texts.get(of) ?? { of, heard: 0, playedMs: 0, whole: true }
      // A piece that has no length yet has not been heard.
      const share = ms > 0 ? played / ms : 0
      const heard = played > 0 ? from + Math.floor((to - from) * share) : known.heard
      texts.set(of, { of, heard, playedMs: Math.round(known.playedMs + played), whole: known.whole && share === 1 })
      before += ms
    }
    return [...texts.values()]
  }
}
