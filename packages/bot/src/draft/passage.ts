import type { Decision, Reading } from '@baton/protocol'
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

/** Passages for an answer: the article that would answer it, then what is near, best first. */
export function passagesFor(decision: Decision, { nearest, locale }: Reading, shelf: Shelf): Passage[] {
  const cited = decision.do === 'answer' ? decision.citations.map(({ article }) => article) : []
  const near = nearest.filter(({ score }) => score >= NEAR).map(({ article }) => article)
  const articles = [...new Set([...cited, ...near])].flatMap((id) => shelf(id, locale) ?? [])
  return articles
    .slice(0, MOST)
    .map(({ id, title, body }, at) => ({ id: `p${at + 1}`, article: id, title, text: body.slice(0, CHARS) }))
}
