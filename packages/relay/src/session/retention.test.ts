import { type Settings, settings } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { initialState, RETENTION, retentionMs, type SessionState, termOf } from './index.ts'

const DAY = 24 * 3_600_000
const NOW = 1_000 * DAY
const KEEP: Settings = settings.parse({ retainDays: 100, retainVisitorDays: 10 })
const profile = { id: 'c', hostId: 'u', name: null, verified: true, locale: 'en', tier: null, attributes: {} } as const
const customer: SessionState = { ...initialState, profile }
const age = (first: number, last: number, isAttended = false) => ({
  firstAt: NOW - first * DAY,
  lastAt: NOW - last * DAY,
  isAttended,
})

test('who is vouched for is kept longer than who is not, by settings or by default', () => {
  expect(retentionMs(customer, KEEP)).toBe(100 * DAY)
  expect(retentionMs(initialState, KEEP)).toBe(10 * DAY)
  expect(retentionMs(customer, settings.parse({}))).toBe(RETENTION.customerDays * DAY)
  expect(retentionMs(initialState, settings.parse({}))).toBe(RETENTION.visitorDays * DAY)
})

describe('a look at a session', () => {
  test('erases what has been silent for the whole term, to the day', () => {
    expect(termOf(customer, KEEP, age(300, 100), NOW)).toEqual({ do: 'erase' })
    expect(termOf(customer, KEEP, age(99, 99), NOW)).toEqual({ do: 'wait', next: NOW + DAY })
    expect(termOf(initialState, KEEP, age(10, 10), NOW)).toEqual({ do: 'erase' })
  })

  test.each([
    ['somebody is there', customer, true],
    ['somebody waits', { ...customer, holder: 'queue' } as SessionState, false],
    ['an agent holds it', { ...customer, holder: 'agent:lin' } as SessionState, false],
  ])('erases nothing while %s, and looks again tomorrow', (_why, state, isAttended) => {
    expect(termOf(state, KEEP, age(300, 200, isAttended), NOW)).toEqual({ do: 'wait', next: NOW + DAY })
  })

  test('cuts what is too old of a session that goes on, and comes again within thirty days', () => {
    expect(termOf(customer, KEEP, age(300, 1), NOW)).toEqual({
      do: 'cut',
      before: NOW - 100 * DAY,
      next: NOW + 30 * DAY,
    })
    expect(termOf(customer, KEEP, age(300, 90), NOW)).toMatchObject({ do: 'cut', next: NOW + 10 * DAY })
  })

  test('waits for the first event to grow old, no longer than thirty days', () => {
    expect(termOf(customer, KEEP, age(80, 1), NOW)).toEqual({ do: 'wait', next: NOW + 20 * DAY })
    expect(termOf(customer, KEEP, age(5, 1), NOW)).toEqual({ do: 'wait', next: NOW + 30 * DAY })
  })
})
