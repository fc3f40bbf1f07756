import type { Written } from './written.ts'

type Said = { words: readonly string[]; isPart: boolean }

/**
 * Words of an automaton, how they sound and how they are written. Each way of saying one is a word of its own: the library
 * finds other pronunciations by looking through all arcs, which takes seconds.
 */
export class Lexicon {
  readonly #written = new Map<string, Said & { phones: readonly string[] }>()
  readonly #lines: string[] = []
  readonly #known = new Map<string, readonly string[]>()

  /** The automaton's words for what is written so, one for each way it is said. */
  said(written: Said, ways: readonly string[]): readonly string[] {
    const key = `${written.isPart} ${written.words.join(' ')}`
    const known = this.#known.get(key)
    if (known) return known
    const said = ways.map((phones) => {
      const word = `w${this.#lines.length}`
      this.#lines.push(`${word} ${phones}`)
      this.#written.set(word, { ...written, phones: phones.split(' ') })
      return word
    })
    this.#known.set(key, said)
    return said
  }

  get written(): Written {
    return this.#written
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }
}
