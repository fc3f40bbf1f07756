import type { Decision, Reading } from '@baton/protocol'
import { splitPassages } from '../retrieval/passages.ts'
import type { Shelf } from '../retrieval/shelf.ts'

/** A text that an answer may be written from, under an id that the answer cites. */
export interface Passage {
  id: string
  article: string
  title: string
  text: string
}

const MOST = 4
const CHARS = 1_600
/** What is less near than this has nothing to do with the question. */
const NEAR = 0.05

/** Passages for an answer: the article that would answer it, then what is near, best first, each around what was found in it. */
export function passagesFor(decision: Decision, { nearest, locale }: Reading, shelf: Shelf): Passage[] {
  const cited = decision.do === 'answer' ? decision.citations : []
  const found = new Map<string, number>()
  for (const { article, passage } of [...cited, ...nearest.filter(({ score }) => score >= NEAR)])
    if (!found.has(article)) found.set(article, passage ?? 0)
  const articles = [...found].flatMap(([id, passage]) => {
    const article = shelf(id, locale)
    return article ? [{ ...article, passage }] : []
  })
  return articles.slice(0, MOST).map(({ id, title, body, passage }, at) => ({
    id: `p${at + 1}`,
    article: id,
    title,
    text: around(body, passage),
  }))
}

/** A body, or of a long one the passage that was found with what follows it, then with what stands before, while it fits. */
function around(body: string, found: number): string {
  if (body.length <= CHARS) return body
  const passages = splitPassages(body).map(({ start, text }) => ({ start, end: start + text.length }))
  let first = Math.min(found, passages.length - 1)
  let last = first
  const fits = (from: number, to: number) => (passages[to]?.end ?? Infinity) - (passages[from]?.start ?? 0) <= CHARS
  while (last + 1 < passages.length && fits(first, last + 1)) last += 1
  while (first > 0 && fits(first - 1, last)) first -= 1
  const start = passages[first]?.start ?? 0
  return body.slice(start, Math.min(passages[last]?.end ?? 0, start + CHARS))
}
