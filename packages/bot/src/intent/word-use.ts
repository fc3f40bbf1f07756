import type { Example } from './example.ts'
import { contentWords } from './terms.ts'

/** What the words of a message say for and against one intent. Shares are 0..1 and weigh words by their rarity. */
export interface Coverage {
  /** Share of the message nobody ever said of any intent. */
  unknown: number
  /** … and that was said of other intents only. */
  foreign: number
  /** Mean log of how much likelier its words are for the intent than at all, over 3; an unknown word counts −1. */
  likelihood: number
  /** Share of the message that one phrasing of the intent covers, at best. */
  covered: number
  /** Share of a phrasing of the intent that the message covers, at best. */
  covering: number
  /** Common share of the message and a phrasing, at best. */
  common: number
}

const NONE = new Uint32Array()
/** Evidence of a word nobody ever said, as a log likelihood ratio. */
const UNKNOWN = -3
/** So many words of all intents are mixed into those of each, since what was said is only a sample. */
const SMOOTHING = 20

/**
 * Which words were said of which intent. A near miss shares most of its words with an intent and then has one that is
 * said of others only, or of none: "cancel my *newsletter*". Scores of the separators hardly see it; this does.
 * Learnt in the words of the phrasings.
 */
export class WordUse {
  /** The place of each word, by which `#starts` says where its phrasings are. */
  readonly #words = new Map<string, number>()
  readonly #starts: Uint32Array
  readonly #uses: Uint32Array
  /** The intent of each phrasing. */
  readonly #labels: Uint16Array
  /** Words said of each intent. */
  readonly #said: number[] = []
  readonly #phrasings: number
  /** Rarity of all words of each phrasing. */
  readonly #weights: Float64Array
  #total = 0

  constructor(examples: readonly Example[]) {
    this.#phrasings = examples.length
    const contents = examples.map(({ folded }) => contentWords(folded))
    this.#labels = Uint16Array.from(examples, ({ label }) => label)
    const uses: number[][] = []
    contents.forEach((words, phrasing) => {
      const label = this.#labels[phrasing] ?? 0
      for (const word of words) {
        const place = this.#words.get(word) ?? this.#words.size
        this.#words.set(word, place)
        const list = uses[place]
        if (list) list.push(phrasing)
        else uses[place] = [phrasing]
        this.#said[label] = (this.#said[label] ?? 0) + 1
        this.#total += 1
      }
    })
    this.#starts = new Uint32Array(uses.length + 1)
    for (const [place, list] of uses.entries()) this.#starts[place + 1] = (this.#starts[place] ?? 0) + list.length
    this.#uses = Uint32Array.from(uses.flat())
    this.#weights = Float64Array.from(contents, (words) =>
      [...words].reduce((sum, word) => sum + this.#rarity(word), 0),
    )
  }

  /** Phrasings that have a word. */
  #of(word: string): Uint32Array {
    const place = this.#words.get(word)
    return place === undefined ? NONE : this.#uses.subarray(this.#starts[place], this.#starts[place + 1])
  }

  #rarity(word: string): number {
    return Math.log((1 + this.#phrasings) / (1 + this.#of(word).length))
  }

  /** For each of the labels. O(words · labels + their phrasings that share a word). */
  coverage(words: ReadonlySet<string>, labels: readonly number[]): Coverage[] {
    let all = 0
    let unknown = 0
    const known: { rarity: number; phrasings: number; uses: ReadonlyMap<number, readonly number[]> }[] = []
    const asked = new Set(labels)
    for (const word of words) {
      const rarity = this.#rarity(word)
      all += rarity
      const phrasings = this.#of(word)
      if (phrasings.length === 0) unknown += rarity
      else known.push({ rarity, phrasings: phrasings.length, uses: this.#byLabel(phrasings, asked) })
    }
    const whole = all || 1
    return labels.map((label) => {
      let foreign = 0
      let likelihood = unknown * UNKNOWN
      const shared = new Map<number, number>()
      for (const { rarity, uses, phrasings } of known) {
        const own = uses.get(label) ?? []
        if (own.length === 0) foreign += rarity
        for (const phrasing of own) shared.set(phrasing, (shared.get(phrasing) ?? 0) + rarity)
        const anyhow = (phrasings + 0.5) / (this.#total + 0.5 * (this.#words.size + 1))
        const here = (own.length + SMOOTHING * anyhow) / ((this.#said[label] ?? 0) + SMOOTHING)
        likelihood += rarity * Math.log(here / anyhow)
      }
      const shares = { unknown: unknown / whole, foreign: foreign / whole, likelihood: likelihood / whole / 3 }
      return { ...shares, ...this.#nearest(shared, whole) }
    })
  }

  #byLabel(phrasings: Uint32Array, asked: ReadonlySet<number>): Map<number, number[]> {
    const found = new Map<number, number[]>()
    for (const phrasing of phrasings) {
      const label = this.#labels[phrasing] ?? 0
      if (!asked.has(label)) continue
      const own = found.get(label)
      if (own) own.push(phrasing)
      else found.set(label, [phrasing])
    }
    return found
  }

  #nearest(shared: ReadonlyMap<number, number>, whole: number) {
    const best = { covered: 0, covering: 0, common: 0 }
    for (const [phrasing, weight] of shared) {
      const own = this.#weights[phrasing] || 1
      best.covered = Math.max(best.covered, weight / whole)
      best.covering = Math.max(best.covering, weight / own)
      best.common = Math.max(best.common, weight / (whole + own - weight || 1))
    }
    return best
  }
}
