import type { Written } from '../grammar/written.ts'
import type { Decoded, Segment } from '../sphinx/decoder.ts'

export interface HeardWord {
  word: string
  /** In seconds from the beginning of the recording. */
  start: number
  end: number
}

export interface Heard {
  /** Empty: nothing that the vocabulary has. */
  text: string
  words: HeardWord[]
  /** From 0 to 1, where one half is the border to what is taken for off-topic. It orders; it is no probability. */
  confidence: number
}

/**
 * How much worse, a frame, a vocabulary's path may fit than sounds in any order do. English: with a shop's 3,500 phrases,
 * two of 40 sentences off the topic (`OFF_TOPIC_TUNING`, two voices) are let through, whichever those are. Mandarin is not
 * rejected: all that is heard is a demo's.
 */
const BORDER: Record<'en' | 'zh', number> = { en: -25, zh: -60 }
/** In how much of a difference the confidence goes from one half to three quarters. */
const SPREAD = 5

const NOTHING: Heard = { text: '', words: [], confidence: 0 }

/** What was said, unless anything at all fits it clearly better than the vocabulary does. */
export function heardOf(path: Decoded, anything: Decoded, written: Written, language: 'en' | 'zh'): Heard {
  const said = path.segments.filter(({ word }) => written.has(word))
  if (said.length === 0) return NOTHING
  const confidence = 1 / (1 + Math.exp((BORDER[language] - (path.fit - anything.fit)) / SPREAD))
  if (confidence < 0.5) return { ...NOTHING, confidence: rounded(confidence) }
  const words = joined(said.flatMap((segment) => wordsOf(segment, written)))
  return {
    text: words.map(({ word }) => word).join(language === 'zh' ? '' : ' '),
    words: words.map(({ word, start, end }) => ({ word, start: rounded(start), end: rounded(end) })),
    confidence: rounded(confidence),
  }
}

type Place = HeardWord & { isPart: boolean }

/** A phrase is heard as a whole; its words share its time by how long they are. */
function wordsOf({ word, first, last }: Segment, written: Written): Place[] {
  const { words, isPart } = written.get(word) ?? { words: [], isPart: false }
  const letters = words.reduce((sum, each) => sum + each.length, 0)
  const seconds = (last + 1 - first) / 100
  let start = first / 100
  return words.map((each) => {
    const end = start + (seconds * each.length) / letters
    const place = { word: each, start, end, isPart }
    start = end
    return place
  })
}

/** Digits and letters of one number are written as one word. */
function joined(places: readonly Place[]): Place[] {
  const whole: Place[] = []
  for (const place of places) {
    const before = whole.at(-1)
    if (place.isPart && before?.isPart) {
      before.word += place.word
      before.end = place.end
    } else whole.push({ ...place })
  }
  return whole
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
