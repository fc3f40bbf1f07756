import { expect, it } from 'vitest'
import { entries } from '../testing/event.ts'
import { append, begin, prepend } from './log.ts'

const seqs = (log: { events: readonly { seq: number }[] }) => log.events.map((event) => event.seq)
const { log } = begin('e_1', entries(4, 5, 6, 9))

it('begins where the first entry of a tail says that something is before it', () => {
  expect(log).toMatchObject({ epoch: 'e_1', base: 4, last: 9 })
  expect(begin('e_1', []).log).toMatchObject({ base: 0, last: 0 })
})

it('takes what follows, also over numbers that this reader may not see', () => {
  const result = append(log, entries(9, 12))
  expect(result.isGap).toBe(false)
  expect(seqs(result.log)).toEqual([5, 6, 9, 12])
})

it('drops what it holds, without taking it for a gap', () => {
  const result = append(log, entries(4, 5, 6, 9))
  expect(result).toEqual({ log, added: [], isGap: false })
})

it('takes nothing after a gap', () => {
  const result = append(log, [...entries(9, 10), ...entries(11, 12, 13)])
  expect(result.isGap).toBe(true)
  expect(seqs(result.log)).toEqual([5, 6, 9, 10])
})

it('puts an older page before what it holds', () => {
  const older = prepend(log, entries(1, 2, 4))
  expect(seqs(older)).toEqual([2, 4, 5, 6, 9])
  expect(older.base).toBe(1)
  expect(prepend(older, []).base).toBe(0)
})

it('refuses a page with a hole in it or after it', () => {
  expect(prepend(log, entries(1, 2, 3))).toBe(log)
  expect(prepend(log, [...entries(0, 1), ...entries(2, 4)])).toBe(log)
})
