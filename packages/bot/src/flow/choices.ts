import type { FlowStep, Locale } from '@baton/protocol'
import { bare, type Message, normalise } from '../normalise.ts'
import { fill, type Known, valueAt } from './template.ts'

type Ask = Extract<FlowStep, { do: 'ask' }>

/** One thing to choose, in the reader's language. */
export interface Choice {
  value: string
  label: string
  /** Other ways to say it, as `folded` gives them. */
  words: string[]
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
  return list.slice(0, MOST).flatMap((each: unknown) => {
    const entry: Known = { slots: {}, results: entryOf(each) }
    const value = fill(choices.value, entry)
    const label = fill(choices.label[locale], entry)
    return value === '' || label === '' ? [] : [{ value, label, words: [normalise(label).folded] }]
  })
}

const entryOf = (each: unknown): Known['results'] =>
  typeof each === 'object' && each !== null && !Array.isArray(each) ? (each as Known['results']) : {}

const HAN_NUMBERS = '一二三四五六七八九十'
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
  return named.length === 1 && only ? only : null
}

/** "kettle" for "Enamel kettle × 1". Too short a part is no name. */
function part(choices: readonly Choice[], whole: string): Choice | null {
  const isName = /\p{Script=Han}/u.test(whole) ? whole.length >= 2 : whole.length >= 3
  const [only, ...others] = isName ? choices.filter(({ words }) => words.some((word) => includesWord(word, whole))) : []
  return only && others.length === 0 ? only : null
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
  const named = [HAN_NUMBERS.indexOf(said === '两' ? '二' : said), ORDINALS.indexOf(said), NUMBERS.indexOf(said)]
  const place = /^\d/u.test(said) ? Number(said) - 1 : Math.max(...named)
  return place >= 0 && place < count ? place : null
}
