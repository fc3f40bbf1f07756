import { isBare } from './bare-question.ts'
import { normalise } from './normalise.ts'
import { isQuestion } from './question.ts'
import { splitSentences } from './sentences.ts'
import { readSmallTalk } from './smalltalk.ts'

/** Where a clause of a sentence may end: Chinese ones with any comma, English ones where the next begins to ask. */
const BETWEEN =
  /(?<=\p{Script=Han}\s*)[，,、；;]|[，,；;]\s*(?=\p{Script=Han})|(?:[,;]\s*(?:(?:and|also|plus|then)\s+)*|\s+and\s+(?:also\s+)?)(?=(?:how|what|when|where|why|who|which|can|could|do|does|did|is|are|will|would|may|should)\b)/giu
/** What joins one question to another, and belongs to neither. */
const JOINS =
  /^(?:(?:[还還]有就是|[还還]有|以及|另外|[顺順]便[问問]一?下|再[问問]一?下|[还還]想[问問]一?下|然[后後]|第[一二三]|(?:and|also|plus|then)\b)[\s，,:：]*)+/iu

/** … but when something arrives may be asked of nothing before it. Money arrives, too: 到账. */
const ARRIVES = /到(?![账帐])/u

/** Nobody asks more at once; the rest of a pasted page is looked at as a whole. */
const MOST = 6

/**
 * The questions of a message, each in its own words and with what was said just before it; one, or none, when they are not
 * clearly apart. Linear in the text.
 */
export function splitQuestions(text: string): string[] {
  const parts: string[] = []
  let before = ''
  for (const clause of splitSentences(text).flatMap(clausesOf)) {
    const message = normalise(clause.replace(JOINS, ''))
    if (message.text === '' || readSmallTalk(message) !== null) continue
    const said = before === '' ? message.text : `${before} ${message.text}`
    const last = parts.length - 1
    // "How long does it take?" is asked of the question before it.
    if (last >= 0 && before === '' && isBare(message.text) && !ARRIVES.test(message.folded)) {
      parts[last] = `${parts[last]} ${said}`
      continue
    }
    if (!isQuestion(message)) {
      before = said
      continue
    }
    if (parts.push(said) > MOST) return []
    before = ''
  }
  // "…, I need it for my taxes" belongs to what was asked.
  const last = parts.pop()
  if (last !== undefined) parts.push(before === '' ? last : `${last} ${before}`)
  return parts
}

const clausesOf = (sentence: string): string[] => sentence.split(BETWEEN).filter((clause) => clause.trim() !== '')
