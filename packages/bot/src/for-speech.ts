import type { Locale, Option } from '@baton/protocol'
import { splitSentences } from './sentences.ts'
import { readMasked } from './speech/masked.ts'
import { readOut } from './speech/read-out.ts'
import { SPOKEN } from './speech/spoken-wording.ts'
import { LINK, unmarked } from './speech/unmarked.ts'
import { put } from './wording.ts'

/** More of an answer is read, not heard … */
const MOST_SENTENCES = 3
/** … unless it is hardly more: to say so would take as long. */
const HARDLY_MORE = 1
/** More to choose from nobody keeps in mind. */
const MOST_OPTIONS = 3

export interface Telling {
  /** What the answer lets the customer choose from. */
  options?: readonly Pick<Option, 'label'>[]
  /**
   * Whether the text may still go on. What is given then stays the beginning of what the longer text gives, so that it can be
   * said while the rest is being written.
   */
  goesOn?: boolean
}

/**
 * A text for the ear, sentence by sentence: figures in words, numbers that name something one digit at a time, no links and
 * no markup. Of a long text only the beginning, and the question it ends with; that the rest is in the chat is said.
 */
export function forSpeech(text: string, locale: Locale, { options = [], goesOn = false }: Telling = {}): string[] {
  const sentences = splitSentences(unmarked(readMasked(text, locale), locale)).filter((each) =>
    /[\p{L}\p{N}\ue000]/u.test(each),
  )
  const whole = goesOn ? sentences.slice(0, -1) : sentences
  const isLong = !goesOn && whole.length > MOST_SENTENCES + HARDLY_MORE
  // What it asks, though a hint may follow.
  const question = whole.slice(-2).findLast((each) => /[?？]\s*$/u.test(each))
  const isAsked = isLong && question !== undefined
  const most = isLong ? MOST_SENTENCES - (isAsked ? 1 : 0) : MOST_SENTENCES + (goesOn ? -1 : HARDLY_MORE)
  const first = whole.slice(0, most)
  const isLinked = first.findIndex((each) => each.includes(LINK))
  const said = first.flatMap((each, index) => {
    const words = heard(each, locale)
    return index === isLinked ? [...words, SPOKEN.linkInChat[locale]] : words
  })
  if (goesOn) return said
  return [
    ...said,
    ...(isLong ? [SPOKEN.restInChat[locale]] : []),
    ...(isAsked ? heard(question, locale) : []),
    ...offered(options, locale),
  ]
}

/** One sentence; none when nothing but a link was in it. */
function heard(sentence: string, locale: Locale): string[] {
  const words = sentence
    .replaceAll(LINK + LINK, '')
    // A link that is announced needs no word of its own: "Track it here: …".
    .replace(/\s*[:：]?\s*\ue000(?=[\s.。!！]*$)/u, (place) =>
      /[:：]/u.test(place) || place === sentence.trim() ? '' : ` ${LINK}`,
    )
    .replaceAll(LINK, ` ${SPOKEN.link[locale]} `)
  const read = readOut(words, locale)
  return /[\p{L}\p{N}]/u.test(read) ? [read] : []
}

function offered(options: NonNullable<Telling['options']>, locale: Locale): string[] {
  const labels = options
    .slice(0, MOST_OPTIONS)
    .map(({ label }) =>
      readOut(unmarked(readMasked(label, locale), locale), locale)
        .replace(/[.。!！?？]+$/u, '')
        .replace(/[,，]/gu, ''),
    )
    .filter((label) => label !== '')
  const [last] = labels.slice(-1)
  if (last === undefined) return []
  const before = labels.slice(0, -1).join(SPOKEN.comma[locale])
  return [put(SPOKEN.youCanSay, locale, { options: before === '' ? last : before + SPOKEN.or[locale] + last })]
}
