/** From state to state by a word, or by none. */
interface Arc {
  from: number
  to: number
  word?: string
  chance: number
}

/** A finite-state grammar: what may be said is every way from the first state to the last. */
export class Automaton {
  readonly #arcs: Arc[] = []
  #states = 0

  state(): number {
    return this.#states++
  }

  /** @param chance of 1, how likely it is taken where it can be. */
  arc(from: number, to: number, word?: string, chance = 1): void {
    this.#arcs.push({ from, to, chance, ...(word !== undefined && { word }) })
  }

  /** One arc for each of the words. */
  arcs(from: number, to: number, words: readonly string[], chance = 1): void {
    for (const word of words) this.arc(from, to, word, chance)
  }

  /** As sphinxbase reads it. */
  text(first: number, last: number): string {
    return [
      'FSG_BEGIN vocabulary',
      `NUM_STATES ${this.#states}`,
      `START_STATE ${first}`,
      `FINAL_STATE ${last}`,
      ...this.#arcs.map(({ from, to, word = '', chance }) =>
        `TRANSITION ${from} ${to} ${chance.toFixed(4)} ${word}`.trimEnd(),
      ),
      'FSG_END',
      '',
    ].join('\n')
  }
}
