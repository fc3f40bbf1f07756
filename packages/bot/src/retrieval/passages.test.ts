import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { normalise } from '../normalise.ts'
import { buildSearch } from './nearest.ts'
import { splitPassages } from './passages.ts'

const texts = (body: string) => splitPassages(body).map(({ text }) => text)

test('a paragraph is a passage', () => {
  expect(texts('One. Two.\n\nThree.\n \n四。')).toEqual(['One. Two.', 'Three.', '四。'])
  expect(texts('One\nstill one.\n\n\n\nTwo.')).toEqual(['One\nstill one.', 'Two.'])
})

test('a long paragraph is cut after a sentence, earlier in Chinese than in English', () => {
  const chinese = `${'长'.repeat(119)}。`.repeat(5)
  expect(texts(chinese).map(({ length }) => length)).toEqual([240, 240, 120])
  const english = `${'long '.repeat(19)}end. `.repeat(9).trim()
  expect(texts(english).every(({ length }) => length <= 480 && length > 0)).toBe(true)
  expect(texts(english).join(' ')).toBe(english)
})

test('a passage stands in the body where it says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a. ', 'b c', '。', '退货', '\n', '\n\n', ' ', '“x”'), { maxLength: 60 }),
      (parts) => {
        const body = parts.join('')
        for (const { start, text } of splitPassages(body)) {
          expect(text.trim()).not.toBe('')
          expect(body.slice(start).startsWith(text.slice(0, 1))).toBe(true)
        }
      },
    ),
  )
})

describe('the passage that answers', () => {
  const body = 'A parcel takes two days.\n\nIslands take a week, by ship.\n\nWe do not deliver on Sundays.'
  const delivery = { title: 'Delivery', questions: ['how long does delivery take'], body }
  const search = buildSearch([
    ...shop.articles,
    { ...delivery, id: 'delivery', locale: 'en', scene: 'in-sale', audience: 'public' },
  ])
  const passage = (text: string) => search.passage(normalise(text).folded, body)

  test('is the first, unless another one is far nearer', () => {
    expect(passage('how long does delivery take')).toBe(0)
    expect(passage('do you deliver to islands by ship')).toBe(1)
    expect(passage('do you also deliver on sundays')).toBe(2)
  })

  test('is the first when nothing is near', () => {
    expect(passage('')).toBe(0)
    expect(passage('完全不同')).toBe(0)
    expect(search.passage('sundays', 'Only one paragraph about Sundays.')).toBe(0)
  })
})
