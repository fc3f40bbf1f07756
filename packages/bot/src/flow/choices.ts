import type { FlowStep, Locale } from '@baton/protocol'
import { hanNumber } from '../han-number.ts'
import { bare, type Message, normalise } from '../normalise.ts'
import { fill, type Known, valueAt } from './template.ts'

type Ask = Extract<FlowStep, { do: 'ask' }>

/** One thing to choose, in the reader's language. */
export interface Choice {
  value: string
  label: string
  /** Other ways to say it, as `folded` gives them. */
  words: string[]
  /** A name of the business's own, of which customers say a part: "the kettle" for "Enamel kettle". */
  named?: true
}

/** More buttons are a page, not a question. */
const MOST = 12
/** A shorter value, a 1 say, stands in many a message that means another. */
const SHORTEST_VALUE = 4

/** What a step lets the customer choose from: what operators wrote, or a list that an action answered. */
export function choicesOf({ choices }: Ask, known: Known, locale: Locale): Choice[] {
  if (!choices) return []
  if (Array.isArray(choices)) {
    return choices.map(({ value, label, words }) => ({
      value,
      label: label[locale],
      words: [...Object.values(label), ...Object.values(words ?? {}).flat()].map((word) => normalise(word).folded),
    }))
  }
  const list = valueAt(choices.from, known)
  if (!Array.isArray(list)) return []
  return list.slice(0, choices.most ?? MOST).flatMap((each: unknown) => {
    const entry: Known = { slots: {}, results: entryOf(each) }
    const value = fill(choices.value, entry)
    const label = fill(choices.label[locale], entry)
    return value === '' || label === '' ? [] : [{ value, label, words: [normalise(label).folded], named: true }]
  })
}

const entryOf = (each: unknown): Known['results'] =>
  typeof each === 'object' && each !== null && !Array.isArray(each) ? (each as Known['results']) : {}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const HAN_PLACE =
  /^(?:我?(?:选|要|就|是|退|查|换)*)?(?:第|选项|方案)?([一二两三四五六七八九十]|\d{1,2})(?:个|号|项|件|条|单|款|张)?(?:吧|的|就行|谢谢)?$/u
const LATIN_PLACE =
  /^(?:the |option |number |no |item |choice |# ?)*(\d{1,2}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight|nine|ten)(?:st|nd|rd|th)?(?: one| item| order)?(?: please)?$/u
const LAST = /^(?:我?(?:选|要)?最后(?:一)?(?:个|项|件|条|单)?|(?:the )?last(?: one| item)?(?: please)?)$/u

/** The choice a whole message makes: by its place in the list, by its label or its words. Null when it is not one of them. */
export function choose(choices: readonly Choice[], message: Message): Choice | null {
  const whole = bare(message.folded)
  if (choices.length === 0 || whole === '') return null
  const place = placeOf(whole, choices.length)
  return (place === null ? undefined : choices[place]) ?? mention(choices, message) ?? part(choices, whole)
}

/** The one choice that a message names among other things; null when it names none, or two. */
export function mention(choices: readonly Choice[], { folded }: Message): Choice | null {
  const named = choices.filter(({ value, words }) =>
    [...words, ...(value.length >= SHORTEST_VALUE ? [value.toLowerCase()] : [])].some(
      (word) => word !== '' && includesWord(folded, word),
    ),
  )
  const [only] = named
  if (named.length > 0) return named.length === 1 && only ? only : null
  return likest(choices, folded, LIKE_IN_A_SENTENCE)
}

/** So many Han characters in a row, or letters of a word, make a part of a name one in a sentence, and in a bare answer. */
const LIKE_IN_A_SENTENCE = { han: 3, latin: 4 }
const LIKE_AS_ANSWER = { han: 1, latin: 3 }
/** A longer answer says more than a name. */
const LONGEST_NAME = 24

/** The one business's name of which the text holds the most; null when none is like it, or two are. */
function likest(choices: readonly Choice[], folded: string, least: typeof LIKE_AS_ANSWER): Choice | null {
  const likeness = (word: string) => Math.max(shared(folded, word, least.han), sharedWord(folded, word, least.latin))
  const scored = choices
    .filter(({ named }) => named)
    .map((choice) => ({ choice, score: Math.max(0, ...choice.words.map(likeness)) }))
    .sort((left, right) => right.score - left.score)
  const [best, next] = scored
  return best && best.score > 0 && best.score > (next?.score ?? 0) ? best.choice : null
}

/** Length of the longest run of Han characters of a name that stands in a text; 0 below `least`. */
function shared(folded: string, name: string, least: number): number {
  const han = [...name.slice(0, LONGEST_LABEL)].map((each) => (/\p{Script=Han}/u.test(each) ? each : ' '))
  for (let length = han.length; length >= least; length -= 1) {
    for (let at = 0; at + length <= han.length; at += 1) {
      const run = han.slice(at, at + length).join('')
      if (!run.includes(' ') && folded.includes(run)) return length
    }
  }
  return 0
}

const LONGEST_LABEL = 60

function sharedWord(folded: string, name: string, least: number): number {
  const words = name.match(/[\p{Script=Latin}']+/gu)?.filter((word) => word.length >= least) ?? []
  return words.filter((word) => includesWord(folded, word)).reduce((sum, word) => sum + word.length, 0)
}

/** "kettle" for "Enamel kettle". Too short a part is no name. */
function part(choices: readonly Choice[], whole: string): Choice | null {
  const isName = /\p{Script=Han}/u.test(whole) ? whole.length >= 2 : whole.length >= 3
  const [only, ...others] = isName ? choices.filter(({ words }) => words.some((word) => includesWord(word, whole))) : []
  if (only) return others.length === 0 ? only : null
  return whole.length <= LONGEST_NAME ? likest(choices, whole, LIKE_AS_ANSWER) : null
}

/** Latin words have borders, Chinese ones do not. */
function includesWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isCut = (inside: string, beside: string) =>
      /[\p{Script=Latin}\d]/u.test(inside) && /[\p{Script=Latin}\d]/u.test(beside)
    if (!isCut(word.charAt(0), text.charAt(at - 1)) && !isCut(word.slice(-1), text.charAt(at + word.length)))
      return true
  }
  return false
}

function placeOf(whole: string, count: number): number | null {
  if (LAST.test(whole)) return count - 1
  const said = HAN_PLACE.exec(whole.replaceAll(' ', ''))?.[1] ?? LATIN_PLACE.exec(whole)?.[1]
  if (said === undefined) return null
  const named = Math.max(ORDINALS.indexOf(said), NUMBERS.indexOf(said))
  const place = /^\d/u.test(said) ? Number(said) - 1 : named >= 0 ? named : hanNumber(said) - 1
  return place >= 0 && place < count ? place : null
}
