import type { AuditEntry, HoursResponse } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trainerHours, writtenWithin } from './hours.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
// A Tuesday.
const from = '2026-11-24'
const week = { from, to: '2026-11-30' }
const at = (minutes: number) => Date.parse(from) + minutes * MINUTE

const act = (minutes: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `a${minutes}`,
  at: at(minutes),
  by: { role: 'agent', id: 'lin' },
  action: 'knowledge.label',
  on: {},
  ...over,
})
const report = (date: string, minutes: number, agent?: string): AuditEntry =>
  act(0, {
    by: { role: 'operator', id: '' },
    action: 'knowledge.hours',
    on: { date, minutes: String(minutes), ...(agent !== undefined && { agent }) },
  })
const only = ({ trainers }: HoursResponse) => {
  expect(trainers).toHaveLength(1)
  return trainers[0]
}

test('an act by itself counts for five minutes', () => {
  expect(only(trainerHours([act(600)], week))).toEqual({
    agent: 'lin',
    productMinutes: 5,
    reportedMinutes: 0,
    sittings: 1,
    acts: { 'knowledge.label': 1 },
    weeks: [{ monday: '2026-11-23', productMinutes: 5, reportedMinutes: 0 }],
  })
})

test.each([
  ['a quarter of an hour apart, acts are one sitting', [600, 615], 20, 1],
  ['later than that, they are two', [600, 615 + 1 / MINUTE], 10, 2],
  ['a sitting goes on as long as acts do', [600, 610, 625, 640], 45, 1],
  ['acts at the same instant are worth no more than one', [600, 600, 600], 5, 1],
])('%s', (_, minutes, productMinutes, sittings) => {
  const entries = minutes.map((each) => act(each))
  expect(only(trainerHours(entries, week))).toMatchObject({ productMinutes, sittings })
})

test('trainers do not share a sitting; agents are told by their id, whatever their rank was', () => {
  const entries = [
    act(600, { by: { role: 'operator', id: '' } }),
    act(605),
    act(610, { by: { role: 'agent', id: 'mei' } }),
    act(620, { by: { role: 'supervisor', id: 'mei' } }),
  ]
  const { trainers } = trainerHours(entries, week)
  expect(trainers.map(({ agent, productMinutes }) => [agent, productMinutes])).toEqual([
    [null, 5],
    ['lin', 5],
    ['mei', 15],
  ])
})

test('what the gateway did by itself is nobody’s time, and neither is what came of a training when it was done', () => {
  const operator = { by: { role: 'operator', id: '' } } as const
  const entries = [
    act(1, { by: { role: 'system', id: '' }, action: 'knowledge.publish' }),
    act(2, { action: 'desk.login' }),
    act(3, { ...operator, action: 'knowledge.submit', on: { training: 't' } }),
    act(9, { ...operator, action: 'knowledge.publish', on: { training: 't' } }),
    act(9, { ...operator, action: 'rules.change', on: { training: 't' } }),
    act(10, { ...operator, action: 'rules.change' }),
  ]
  expect(only(trainerHours(entries, week))).toMatchObject({
    agent: null,
    productMinutes: 12,
    acts: { 'knowledge.submit': 1, 'rules.change': 1 },
  })
})

test('days begin and end at midnight of UTC; what was just before tells how long the first act took', () => {
  const oneDay = { from, to: from }
  const last = 24 * 60 - 1
  expect(only(trainerHours([act(-10), act(0), act(last), act(last + 1)], oneDay))).toMatchObject({
    productMinutes: 15,
    sittings: 1,
    acts: { 'knowledge.label': 2 },
  })
  expect(trainerHours([act(-10), act(last + 1)], oneDay).trainers).toEqual([])
})

test('weeks begin on Monday', () => {
  const sunday = 6 * 24 * 60 - 1
  const { weeks } = only(trainerHours([act(0), act(sunday), act(sunday + 1)], week)) ?? {}
  expect(weeks).toEqual([
    { monday: '2026-11-23', productMinutes: 10, reportedMinutes: 0 },
    { monday: '2026-11-30', productMinutes: 1, reportedMinutes: 0 },
  ])
})

test('what was reported counts on its date, for whose time it was, and can be taken back', () => {
  const entries = [
    report('2026-11-23', 999),
    report('2026-11-24', 90, 'mei'),
    report('2026-11-30', 30, 'mei'),
    report('2026-11-24', -40, 'mei'),
    report('2026-11-24', 60),
    report('2026-12-01', 999),
  ]
  const { trainers } = trainerHours(entries, week)
  expect(trainers.map(({ agent, reportedMinutes, sittings }) => [agent, reportedMinutes, sittings])).toEqual([
    [null, 60, 0],
    ['mei', 80, 0],
  ])
  expect(trainers[1]?.weeks).toEqual([
    { monday: '2026-11-23', productMinutes: 0, reportedMinutes: 50 },
    { monday: '2026-11-30', productMinutes: 0, reportedMinutes: 30 },
  ])
})

test('what is read of the log reaches to the last report, and to the act before the first', () => {
  const { from: since, until } = writtenWithin(week)
  expect(since).toBe(at(-15))
  // Said of the 30th on the last of the 31 days after it.
  expect(until).toBe(Date.parse('2026-11-30') + 32 * DAY)
})

test('a range parted anywhere adds up to the whole', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }), { maxLength: 60 })
  const sum = ({ trainers }: HoursResponse) =>
    trainers.reduce((all, { productMinutes, sittings }) => all + productMinutes + sittings, 0)
  fc.assert(
    fc.property(minutes, fc.integer({ min: 24, max: 29 }), (some, day) => {
      const entries = some.sort((left, right) => left - right).map((each) => act(each))
      const before = trainerHours(entries, { from, to: `2026-11-${day}` })
      const after = trainerHours(entries, { from: `2026-11-${day + 1}`, to: week.to })
      expect(sum(before) + sum(after)).toBe(sum(trainerHours(entries, week)))
    }),
  )
})
