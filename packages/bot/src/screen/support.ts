import { plainOf } from './plain.ts'

const HAN = /\p{Script=Han}+/gu
const WORD = /[\p{Script=Latin}][\p{Script=Latin}'’]+/gu
/** Words of any sentence, which say nothing of what it is about. */
const COMMON = new Set(
  (
    'the and for you your our are was were will can may not with from that this these those have has had its they them ' +
    'their any all one out into about more most than then when what which who how also just only please here there been ' +
    'would could should does did been being she her his him let get got'
  ).split(' '),
)
const COMMON_HAN = new Set(
  '的了是在我你您他她它们们和与及或也都就而且但不没有会可以能要请这那个一些上下内后前从到对为把被让给吗呢吧啊之其',
)

/** Shares of a sentence's words that have to be in what it cites. */
const WORDS = 0.34
const CHARACTERS = 0.5
const PAIRS = 0.25

/**
 * Whether a sentence speaks of what the texts speak of: enough of its words are in them, in the texts’ language. Not whether
 * it is true. It keeps out what has nothing to do with a passage and is ascribed to it all the same, such as instructions
 * that are repeated. A sentence in another language than the texts is let through: its numbers and links are compared anyway.
 */
export function isSupported(sentence: string, texts: readonly string[]): boolean {
  const said = plainOf(sentence).folded
  const ground = texts.map((text) => plainOf(text).folded).join('\n')
  const han = [...(said.match(HAN) ?? [])].join('')
  const words = wordsOf(said)
  if (han.length > words.length * 2) {
    return !/\p{Script=Han}/u.test(ground) || isHanSupported(said, ground)
  }
  const known = new Set(wordsOf(ground))
  if (known.size < 3 && /\p{Script=Han}/u.test(ground)) return true
  return words.length === 0 || words.filter((word) => known.has(word)).length / words.length >= WORDS
}

function isHanSupported(said: string, ground: string): boolean {
  const characters = [...new Set(said)].filter((each) => /\p{Script=Han}/u.test(each) && !COMMON_HAN.has(each))
  if (characters.length === 0) return true
  const pairs = [...said.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = '']) => pair)
  const share = (list: readonly string[]) =>
    list.filter((each) => ground.includes(each)).length / Math.max(1, list.length)
  const inPairs = share(pairs)
  return inPairs >= PAIRS || (inPairs > 0 && share(characters) >= CHARACTERS)
}

const wordsOf = (text: string): string[] =>
  [...text.matchAll(WORD)]
    .map(([word]) => word)
    .filter((word) => word.length > 2 && !COMMON.has(word))
    .map(stem)

/** Enough to know `takes` by `take` and `delivered` by `delivery`. */
const stem = (word: string): string => word.replace(/['’]s$/u, '').replace(/(?:ies|ied|ing|ed|es|s|y|e)$/u, '')
