import { expect, test } from 'vitest'
import { type CitedSentence, Cutter } from './cutter.ts'

const cut = (text: string, size = text.length): CitedSentence[] => {
  const cutter = new Cutter()
  const done: CitedSentence[] = []
  for (let at = 0; at < text.length; at += size) done.push(...cutter.take(text.slice(at, at + size)))
  return [...done, ...cutter.end()]
}

const TEXT = 'Return it within 7 days [p1]. It must be unused. [p2, p1] 运费由我们承担。[p3]请保留包装[tool]。'
const SENTENCES = [
  { text: 'Return it within 7 days. ', cites: ['p1'] },
  { text: 'It must be unused. ', cites: ['p2', 'p1'] },
  { text: '运费由我们承担。', cites: ['p3'] },
  { text: '请保留包装。', cites: ['tool'] },
]

test.each([1, 2, 3, 7, 200])('sentences have their marks, however the text is cut: %i', (size) => {
  expect(cut(TEXT, size)).toEqual(SENTENCES)
})

test('a sentence leaves when the next one begins, and not before its marks are there', () => {
  const cutter = new Cutter()
  expect(cutter.take('It is free. [p')).toEqual([])
  expect(cutter.take('1]')).toEqual([])
  expect(cutter.take(' And')).toEqual([{ text: 'It is free.  '.replace('  ', ' '), cites: ['p1'] }])
})

test('what is no mark stays', () => {
  expect(cut('Press (OK) [sic].')).toEqual([{ text: 'Press (OK) [sic].', cites: [] }])
})

test('other writings of a mark are marks', () => {
  expect(cut('好的【p1】。可以[2]。')).toEqual([
    { text: '好的。', cites: ['p1'] },
    { text: '可以。', cites: ['p2'] },
  ])
})
