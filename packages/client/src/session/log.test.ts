import { expect, it } from 'vitest'
import { entries, event } from '../testing/event.ts'
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

it('puts in place what a redaction says, of what is held and of what comes with it', () => {
  const message = (seq: number, text: string) => event(seq, 'message', { text })
  const redaction = (seq: number, ref: number, text: string) =>
    event(seq, 'event.redacted', { ref, cause: 'split', text, marks: [{ kind: 'card', start: 0, end: 6 }] })
  const held = begin('e', [{ prev: 0, event: message(1, '4111') }]).log
  const { log, isGap } = append(held, [
    { prev: 1, event: message(2, '1111') },
    { prev: 2, event: redaction(3, 1, '[card]') },
    { prev: 3, event: redaction(4, 2, '[card •••• 1111]') },
    { prev: 4, event: redaction(5, 99, 'not held') },
  ])
  expect(isGap).toBe(false)
  expect(log.last).toBe(5)
  expect(log.events.slice(0, 2).map(({ body }) => body)).toMatchObject([
    { text: '[card]', marks: [{ kind: 'card' }] },
    { text: '[card •••• 1111]' },
  ])
  expect(held.events[0]?.body).toEqual({ text: '4111' })
})
