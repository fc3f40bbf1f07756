import { expect, test } from 'vitest'
import { heardOf } from './heard.ts'

const written = new Map([
  ['w0', { words: ['my', 'order', 'is'], isPart: false }],
  ['w1', { words: ['SO'], isPart: true }],
  ['w2', { words: ['4'], isPart: true }],
])
const segment = (word: string, first: number, last: number) => ({ word, first, last })
const segments = [segment('<sil>', 0, 9), segment('w0', 10, 59), segment('w1', 60, 79), segment('w2', 80, 99)]
const anything = { segments: [], frames: 100, fit: -10 }

test('words share the time of their phrase, and the signs of a number are one word', () => {
  const { text, words } = heardOf({ segments, frames: 100, fit: -12 }, anything, written, 'en')
  expect(text).toBe('my order is SO4')
  expect(words).toEqual([
    { word: 'my', start: 0.1, end: 0.211 },
    { word: 'order', start: 0.211, end: 0.489 },
    { word: 'is', start: 0.489, end: 0.6 },
    { word: 'SO4', start: 0.6, end: 1 },
  ])
})

test('where anything at all fits far better, nothing was heard', () => {
  expect(heardOf({ segments, frames: 100, fit: -60 }, anything, written, 'en')).toMatchObject({ text: '', words: [] })
})

test('a path without a word is nothing', () => {
  expect(heardOf({ segments: [], frames: 100, fit: 0 }, anything, written, 'en').text).toBe('')
})
