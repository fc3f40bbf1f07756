import type { Article, Decision, Reading } from '@baton/protocol'
import { expect, test } from 'vitest'
import { splitPassages } from '../retrieval/passages.ts'
import { makeShelf } from '../retrieval/shelf.ts'
import { passagesFor } from './passage.ts'

const body = Array.from(
  { length: 12 },
  (_, at) => `Paragraph ${at} begins here. ${'It says a little more. '.repeat(12)}`,
).join('\n\n')
const short = 'All of it.'
const article = (id: string, text: string): Article => ({
  id,
  locale: 'en',
  title: id,
  body: text,
  scene: 'pre-sale',
  questions: [],
  audience: 'public',
})
const shelf = makeShelf([article('long', body), article('short', short)])

const nothing = { do: 'abstain' } as Decision
const found = (passage?: number) =>
  ({
    locale: 'en',
    nearest: [
      { article: 'long', score: 0.5, passage },
      { article: 'short', score: 0.3 },
      { article: 'far', score: 0.01 },
    ],
  }) as unknown as Reading

test('of a long article comes the passage that was found, whole, and what stands around it', () => {
  const [first] = passagesFor(nothing, found(9), shelf)
  expect(first?.text).toContain(splitPassages(body)[9]?.text)
  expect(first?.text).not.toContain('Paragraph 0 ')
  expect(body).toContain(first?.text)
  expect(first?.text.length).toBeLessThanOrEqual(1_600)
})

test('the last passage brings what stands before it, and none that was found the beginning', () => {
  expect(passagesFor(nothing, found(11), shelf)[0]?.text).toMatch(/^Paragraph 7 /)
  expect(passagesFor(nothing, found(), shelf)[0]?.text).toMatch(/^Paragraph 0 /)
  expect(passagesFor(nothing, found(99), shelf)[0]?.text).toMatch(/^Paragraph 7 /)
})

test('the passage that the answer cites goes before the one that was near', () => {
  const cites = { do: 'answer', citations: [{ article: 'long', passage: 6 }] } as unknown as Decision
  expect(passagesFor(cites, found(0), shelf)[0]?.text).toMatch(/^Paragraph 6 /)
})

test('a short article comes whole, and what is far away not at all', () => {
  expect(passagesFor(nothing, found(0), shelf).map(({ article, text }) => [article, text.length])).toEqual([
    ['long', expect.any(Number)],
    ['short', short.length],
  ])
})
