import { expect, test } from 'vitest'
import { type Caption, withCaption } from './captions.ts'

const caption = (turn: string, rev: number, over: Partial<Caption> = {}): Caption => ({
  track: 'customer',
  turn,
  rev,
  text: `${turn} ${rev}`,
  final: false,
  startMs: 0,
  ...over,
})

const all = (...captions: Caption[]) => captions.reduce<readonly Caption[]>(withCaption, []).map(({ text }) => text)

test('a newer version takes the place of an older, never the other way round', () => {
  expect(all(caption('a', 1), caption('a', 3), caption('a', 2))).toEqual(['a 3'])
})

test('what is final stays', () => {
  expect(all(caption('a', 1, { final: true }), caption('a', 2))).toEqual(['a 1'])
})

test('turns stand in the order they were begun; those of two people under one name are two', () => {
  const late = caption('b', 1, { startMs: 900 })
  const early = caption('b', 1, { track: 'agent', text: 'agent', startMs: 100 })
  expect(all(late, early)).toEqual(['agent', 'b 1'])
})

test('an hour of talk is not kept in the page', () => {
  expect(all(...Array.from({ length: 80 }, (_, i) => caption(`t${i}`, 1, { startMs: i })))).toHaveLength(50)
})
