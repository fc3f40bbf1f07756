import { Automaton } from './automaton.ts'
import { AFTER, BEFORE } from './everyday.ts'
import { Lexicon } from './lexicon.ts'
import type { Pronunciations } from './pronunciation.ts'
import { dates, type Slot, type Slots } from './slots.ts'
import { PAUSE, spoken } from './spoken.ts'
import type { Dropped } from './vocabulary.ts'
import type { Written } from './written.ts'

/** More ways than this to say one phrase are left out, the rarest first. */
const MOST_WAYS = 6
/** How likely one is: a breath must not be heard as "hi". */
const COURTESY = 0.01

/** English phrases as an automaton of three steps: a courtesy, a phrase, a courtesy. */
export class Grammar {
  readonly #heard: Pronunciations
  readonly #slots: Slots
  readonly #automaton = new Automaton()
  readonly #lexicon = new Lexicon()
  readonly #start = this.#automaton.state()
  readonly #said = this.#automaton.state()
  readonly #done = this.#automaton.state()
  readonly #end = this.#automaton.state()
  readonly #added = new Set<string>()
  /** Where the ways through a slot and what follows it begin: shared by all phrases that go on alike. */
  readonly #entries = new Map<string, number>()

  constructor(heard: Pronunciations, slots: Slots) {
    this.#heard = heard
    this.#slots = slots
    this.#automaton.arc(this.#start, this.#said)
    this.#automaton.arc(this.#done, this.#end)
    for (const words of BEFORE) this.#chunk(this.#start, this.#said, spoken(words), COURTESY)
    for (const words of AFTER) this.#chunk(this.#done, this.#end, spoken(words), COURTESY)
  }

  /** Why a phrase cannot be heard. */
  refusalOf(words: readonly string[]): Dropped['reason'] | null {
    if (words.length === 0) return 'empty'
    if (words.some((word) => word.startsWith('{') && !this.#slots[word.slice(1, -1)])) return 'unknown-slot'
    return words.every((word) => word.startsWith('{') || this.#heard.has(word)) ? null : 'no-pronunciation'
  }

  add(words: readonly string[]): void {
    const key = words.join(' ')
    if (this.#added.has(key) || this.refusalOf(words)) return
    this.#added.add(key)
    const at = words.findIndex((word) => word.startsWith('{'))
    if (at < 0) return this.#chunk(this.#said, this.#done, words)
    const entry = this.#entry(words.slice(at))
    if (at === 0) this.#automaton.arc(this.#said, entry)
    else this.#chunk(this.#said, entry, words.slice(0, at))
  }

  finished(): { dictionary: string; automaton: string; written: Written } {
    return {
      dictionary: this.#lexicon.text(),
      automaton: this.#automaton.text(this.#start, this.#end),
      written: this.#lexicon.written,
    }
  }

  #chunk(from: number, to: number, words: readonly string[], chance = 1): void {
    const ways = waysOf(words.map((word) => this.#heard.get(word) ?? []))
    const written = { words: words.filter((word) => word !== PAUSE), isPart: false }
    this.#automaton.arcs(from, to, this.#lexicon.said(written, ways), chance)
  }

  /** Of a rest that begins with a slot, down to the end of the phrase. */
  #entry(rest: readonly string[]): number {
    const key = rest.join(' ')
    const known = this.#entries.get(key)
    if (known !== undefined) return known
    const entry = this.#automaton.state()
    this.#entries.set(key, entry)
    const [name = '', ...after] = rest
    const follows = after.filter((word) => word !== PAUSE)
    const next = follows.findIndex((word) => word.startsWith('{'))
    const exit = follows.length === 0 ? this.#done : this.#automaton.state()
    const slot = this.#slots[name.slice(1, -1)]
    if (slot) this.#through(slot, entry, exit)
    if (follows.length === 0) return entry
    if (next < 0) this.#chunk(exit, this.#done, follows)
    else if (next === 0) this.#automaton.arc(exit, this.#entry(follows))
    else this.#chunk(exit, this.#entry(follows.slice(next)), follows.slice(0, next))
    return entry
  }

  #through(slot: Slot, entry: number, exit: number): void {
    if ('dates' in slot) for (const date of dates()) this.#chunk(entry, exit, spoken(date))
    else if ('phrases' in slot) {
      for (const words of slot.phrases.map(spoken)) if (!this.refusalOf(words)) this.#chunk(entry, exit, words)
    } else this.#number(slot, entry, exit)
  }

  #number({ letters = '', digits }: Extract<Slot, { digits: unknown }>, entry: number, exit: number): void {
    let at = entry
    for (const letter of letters.toLowerCase()) {
      const next = this.#automaton.state()
      const ways = this.#heard.get(`${letter}.`) ?? this.#heard.get(letter) ?? []
      this.#automaton.arcs(at, next, this.#sign(letter.toUpperCase(), ways))
      at = next
    }
    for (let count = 1; count <= digits.max; count += 1) {
      const next = this.#automaton.state()
      for (const [digit, ways] of DIGITS.entries()) this.#automaton.arcs(at, next, this.#sign(String(digit), ways))
      if (count >= digits.min) this.#automaton.arc(next, exit)
      at = next
    }
  }

  #sign(sign: string, ways: readonly string[]): readonly string[] {
    return this.#lexicon.said({ words: [sign], isPart: true }, ways)
  }
}

const DIGITS: readonly (readonly string[])[] = [
  ['Z IH R OW', 'Z IY R OW', 'OW'],
  ['W AH N'],
  ['T UW'],
  ['TH R IY'],
  ['F AO R'],
  ['F AY V'],
  ['S IH K S'],
  ['S EH V AH N'],
  ['EY T'],
  ['N AY N'],
]

/** The ways to say words one after the other, those first in which most are said as usual. */
function waysOf(sounds: readonly (readonly string[])[]): string[] {
  let ways = [{ phones: '', unusual: 0 }]
  for (const each of sounds) {
    ways = ways
      .flatMap(({ phones, unusual }) =>
        each.map((sound, at) => ({ phones: `${phones} ${sound}`.trim(), unusual: unusual + Math.min(at, 1) })),
      )
      .sort((one, other) => one.unusual - other.unusual)
      .slice(0, MOST_WAYS)
  }
  return ways.map(({ phones }) => phones)
}
