import { expect, test } from 'vitest'
import { playout } from './playout.ts'

test('what was sent at once is heard one after the other', () => {
  const played = playout()
  played.sent(1, 300, 1000)
  played.sent(1, 200, 1000)
  played.sent(2, 100, 1050)
  expect(played.endsAt(1)).toBe(1500)
  expect(played.endsAt(2)).toBe(1600)
  expect(played.playedMs(1, 1200)).toBe(200)
  expect(played.playedMs(2, 1550)).toBe(50)
  expect(played.leftMs(1200)).toBe(400)
  expect(played.leftMs(1700)).toBe(0)
})

test('a gap between two pieces is not counted as heard', () => {
  const played = playout()
  played.sent(1, 100, 0)
  played.sent(1, 100, 500)
  expect(played.playedMs(1, 550)).toBe(150)
  expect(played.endsAt(1)).toBe(600)
})

test('what was thrown away is never heard, and what is sent then is heard at once', () => {
  const played = playout()
  played.sent(1, 1000, 0)
  played.sent(2, 1000, 0)
  played.clear(300)
  expect(played.playedMs(1, 5000)).toBe(300)
  expect(played.playedMs(2, 5000)).toBe(0)
  expect(played.leftMs(300)).toBe(0)
  played.sent(3, 100, 300)
  expect(played.endsAt(3)).toBe(400)
})

test('what is forgotten is told of no more', () => {
  const played = playout()
  played.sent(1, 100, 0)
  played.sent(2, 100, 0)
  played.forget(1)
  expect(played.generations()).toEqual([2])
  expect(played.playedMs(1, 500)).toBe(0)
  expect(played.endsAt(1)).toBe(0)
})
