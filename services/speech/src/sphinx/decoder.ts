import { MODEL } from '../installed.ts'
import { binding, type Handle } from './binding.ts'
import { type Cepstra, rowsOf } from './cepstra.ts'

/** One word of the automaton, and where it was heard, in frames of 10 ms. */
export interface Segment {
  word: string
  first: number
  last: number
}

export interface Decoded {
  /** Empty: no path of the automaton fits what was said. */
  segments: Segment[]
  /** Of 10 ms, without those that were taken for silence. */
  frames: number
  /** How well the sounds fit the path, as a logarithm, a frame. */
  fit: number
}

/** How much the automaton's own likelihoods count beside the sounds: the library's usual. */
const WEIGHT = 6.5
/**
 * How much worse than the best a path may fit and be followed still. The wide search is far wider than usual (1e-48): a
 * phrase whose beginning fits badly, as by telephone, is still there when its end fits well. Most of what a narrower one
 * hears wrongly, it had given up; but what it hears well, it hears in less than half the time.
 */
const BEAMS = {
  narrow: { '-beam': '1e-36', '-pbeam': '1e-36', '-wbeam': '1e-30' },
  wide: { '-beam': '1e-80', '-pbeam': '1e-80', '-wbeam': '1e-60' },
} as const
export type Beam = keyof typeof BEAMS
/** Pronunciations are arcs of their own. */
const AUTOMATON = { '-fsgusealtpron': 'no' }
/**
 * Without their neighbours, sounds are found 30 times faster, and every other frame does: off-topic speech is told apart no
 * worse. A search of words hears breaths as words that way.
 */
const LOOP = { '-allphone_ci': 'yes', '-ds': '2' }
/** What the search in use is called; each decoder has one. */
const SEARCH = 'search'

/** The English acoustic model with one search over it. Holds memory outside the heap until it is closed. */
export class Decoder {
  readonly #decoder: Handle
  readonly #configuration: Handle

  private constructor(dictionary: string, settings: Record<string, string>) {
    const { argumentsOf, configuration, open } = binding()
    const given = Object.entries({ '-hmm': MODEL, '-dict': dictionary, ...settings })
    const listed = given.flatMap(([name, value]) => ['str', name, 'str', value])
    this.#configuration = configuration(null, argumentsOf(), 1, ...listed, 'void *', null)
    this.#decoder = open(this.#configuration)
    if (!this.#decoder) throw new Error(`pocketsphinx cannot be opened with ${dictionary}`)
  }

  /** Hears what an automaton allows, and nothing else. Both are paths of files, which may be gone afterwards. */
  static ofAutomaton(dictionary: string, automaton: string, beam: Beam): Decoder {
    const decoder = new Decoder(dictionary, { ...AUTOMATON, ...BEAMS[beam] })
    const { readAutomaton, useAutomaton, freeAutomaton, logarithms } = binding()
    const read = readAutomaton(automaton, logarithms(decoder.#decoder), WEIGHT)
    if (!read || useAutomaton(decoder.#decoder, SEARCH, read) !== 0) throw new Error(`${automaton} cannot be used`)
    // The search holds it from here on.
    freeAutomaton(read)
    return decoder.#searching()
  }

  /** Hears sounds in any order: how well anything at all could fit what was said. */
  static ofPhones(dictionary: string): Decoder {
    const decoder = new Decoder(dictionary, LOOP)
    if (binding().usePhoneLoop(decoder.#decoder, SEARCH, null) !== 0) throw new Error('there is no phone loop')
    return decoder.#searching()
  }

  /** A whole utterance at 16 kHz: levels are normalised over all of it, which a telephone's band depends on. */
  decode(samples: Int16Array): Decoded {
    return this.#heard(() => binding().process(this.#decoder, samples, samples.length, 0, 1))
  }

  /** What such an utterance sounds like to the model. */
  decodeCepstra(cepstra: Cepstra): Decoded {
    return this.#heard(() => binding().processCepstra(this.#decoder, rowsOf(cepstra), cepstra.length, 0, 1))
  }

  close(): void {
    binding().close(this.#decoder)
    binding().freeConfiguration(this.#configuration)
  }

  #heard(listen: () => void): Decoded {
    const { beginStream, begin, finish, frames } = binding()
    // Forgets the noise of what was heard before, which was another caller's.
    beginStream(this.#decoder)
    begin(this.#decoder)
    listen()
    finish(this.#decoder)
    const count = frames(this.#decoder)
    const { segments, sound } = this.#path()
    return { segments, frames: count, fit: count > 0 ? sound / count : 0 }
  }

  #searching(): this {
    binding().search(this.#decoder, SEARCH)
    return this
  }

  #path(): { segments: Segment[]; sound: number } {
    const { segments, nextSegment, word, placesOf, scoresOf } = binding()
    const path: Segment[] = []
    let sound = 0
    for (let at = segments(this.#decoder); at; at = nextSegment(at)) {
      const [first, last, fit] = [[0], [0], [0]]
      placesOf(at, first, last)
      scoresOf(at, fit, [0], [0])
      sound += fit[0] ?? 0
      path.push({ word: word(at), first: first[0] ?? 0, last: last[0] ?? 0 })
    }
    return { segments: path, sound }
  }
}
