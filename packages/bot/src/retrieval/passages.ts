import { splitSentences } from '../sentences.ts'
import { MOST, rarity, saturation } from './bm25.ts'
import type { Query } from './query.ts'
import { NUMBER, PAIR, readTerms, WORD } from './terms.ts'

/** A part of an article that can be quoted by itself. */
export interface Passage {
  /** Where it begins in the body, in UTF-16 units. */
  start: number
  text: string
}

/** A longer paragraph is cut after a sentence. Chinese says in so many characters what English says in twice as many. */
const LONGEST_HAN = 240
const LONGEST_LATIN = 480

// Lines that are not empty, one under the other.
const PARAGRAPH = /\S.*(?:\n.*\S.*)*/gu

/** Paragraphs, long ones in parts. Passage n of a body is always the same. Linear in the text. */
export function splitPassages(body: string): Passage[] {
  const longest = /\p{Script=Han}/u.test(body) ? LONGEST_HAN : LONGEST_LATIN
  const passages: Passage[] = []
  for (const { index, 0: paragraph } of body.matchAll(PARAGRAPH)) {
    if (paragraph.length <= longest) {
      passages.push({ start: index, text: paragraph.trimEnd() })
      continue
    }
    let start = index
    let text = ''
    for (const sentence of splitSentences(paragraph)) {
      if (text !== '' && text.length + sentence.length > longest) {
        passages.push({ start, text: text.trimEnd() })
        start += text.length
        text = ''
      }
      text += sentence
    }
    if (text !== '') passages.push({ start, text: text.trimEnd() })
  }
  return passages
}

/** The first passage answers by itself; another one has to be so much nearer to be quoted instead. */
const LEAD = 1.5
/** … and to hold so much of what is asked. */
const SHARE = 0.2

/** How much passages hold of what is asked: of each, and of all that is asked. */
interface Held {
  scores: number[]
  whole: number
}

/**
 * Which passage answers a query: the first, unless another holds far more of its rare terms (Okapi BM25 over the passages
 * of one article; `found` gives in how many of `articles` a term is). Linear in the passages.
 */
export function nearestPassage(...asked: Parameters<typeof hold>): number {
  const { scores, whole } = hold(...asked)
  const best = scores.indexOf(Math.max(...scores))
  return best > 0 && (scores[best] ?? 0) > Math.max(LEAD * (scores[0] ?? 0), SHARE * whole) ? best : 0
}

/** Whether any passage tells of what is asked. Linear in the passages. */
export function anyTells(...asked: Parameters<typeof hold>): boolean {
  const { scores, whole } = hold(...asked)
  return Math.max(...scores) > SHARE * whole
}

function hold(
  { terms, kinds }: Query,
  passages: readonly string[],
  articles: number,
  found: (term: number) => number,
): Held {
  const wanted = new Map<number, number>()
  for (const [index, term] of terms.entries()) if (isTelling(kinds[index] ?? 0)) wanted.set(term, found(term))
  const read = passages.map((text) => countTerms(text, wanted))
  const average = read.reduce((sum, { length }) => sum + length, 0) / Math.max(1, read.length)
  const scores = read.map(({ counts, length }) => {
    let score = 0
    for (const [term, count] of counts)
      score += (rarity(articles, wanted.get(term) ?? 0) * saturation(count, length, average)) / MOST
    return score
  })
  return { scores, whole: [...wanted.values()].reduce((sum, groups) => sum + rarity(articles, groups), 0) }
}

function countTerms(text: string, wanted: ReadonlyMap<number, number>) {
  const counts = new Map<number, number>()
  let length = 0
  readTerms(text, false, (term, kind) => {
    if (!isTelling(kind)) return
    length += 1
    if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  })
  return { counts, length }
}

const isTelling = (kind: number): boolean => kind === WORD || kind === PAIR || kind === NUMBER
