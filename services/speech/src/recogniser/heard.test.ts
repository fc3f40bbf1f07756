import { expect, test } from 'vitest'
import { heardOf, isSure } from './heard.ts'

const phrase = 'M AY AO R D ER IH Z'.split(' ')
const written = new Map([
  ['w0', { words: ['my', 'order', 'is'], isPart: false, phones: phrase }],
  ['w1', { words: ['SO'], isPart: true, phones: ['EH', 'S', 'OW'] }],
  ['w2', { words: ['4'], isPart: true, phones: ['F', 'AO', 'R'] }],
])
const segment = (word: string, first: number, last: number) => ({ word, first, last })
const segments = [segment('<sil>', 0, 9), segment('w0', 10, 59), segment('w1', 60, 79), segment('w2', 80, 99)]
/** Sounds in any order, as they fit and as they were heard. */
const anything = (...phones: string[]) => ({
  segments: phones.map((phone, at) => segment(phone, at, at)),
  frames: 100,
  fit: -10,
})
const same = anything('SIL', ...phrase, '+NSN+', 'EH', 'S', 'OW', 'F', 'AO', 'R')

test('words share the time of their phrase, and the signs of a number are one word', () => {
  const { text, words } = heardOf({ segments, frames: 100, fit: -12 }, same, written, 'en')
  expect(text).toBe('my order is SO4')
  expect(words).toEqual([
    { word: 'my', start: 0.1, end: 0.211 },
    { word: 'order', start: 0.211, end: 0.489 },
    { word: 'is', start: 0.489, end: 0.6 },
    { word: 'SO4', start: 0.6, end: 1 },
  ])
})

test('where anything at all fits far better, nothing was heard', () => {
  expect(heardOf({ segments, frames: 100, fit: -60 }, same, written, 'en')).toMatchObject({ text: '', words: [] })
})

test('what fits tolerably is taken for the phrase whose sounds were heard, and not for one whose were not', () => {
  const path = { segments: [segment('w0', 10, 59)], frames: 100, fit: -39 }
  expect(heardOf(path, anything(...phrase), written, 'en').text).toBe('my order is')
  expect(heardOf(path, anything('T', 'UW', 'K', 'EY', 'K', 'S'), written, 'en').text).toBe('')
})

test('what the narrow search hears is sure once most of its sounds were heard in any order, too', () => {
  const path = { segments: [segment('w0', 10, 59)], frames: 100, fit: -20 }
  const misheard = (count: number) => anything(...phrase.map((phone, at) => (at < count ? 'ZH' : phone)))
  expect(isSure(path, misheard(4), written)).toBe(true)
  expect(isSure(path, misheard(6), written)).toBe(false)
  expect(isSure({ segments: [segment('<sil>', 0, 99)], frames: 100, fit: 0 }, misheard(0), written)).toBe(false)
})

test('a short answer is heard though one of its few sounds was heard otherwise', () => {
  const no = new Map([['w0', { words: ['no'], isPart: false, phones: ['N', 'OW'] }]])
  const path = { segments: [segment('w0', 10, 59)], frames: 100, fit: -39 }
  expect(heardOf(path, anything('N', 'AH'), no, 'en').text).toBe('no')
  expect(heardOf(path, anything('N', 'AH', 'T', 'ER'), no, 'en').text).toBe('')
})

test('a path without a word is nothing', () => {
  expect(heardOf({ segments: [], frames: 100, fit: 0 }, same, written, 'en').text).toBe('')
})
