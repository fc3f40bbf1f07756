import { expect, test } from 'vitest'
import { retryAfterOf } from './retry-after.ts'

const told = (value: string | null, now: number): number | null =>
  retryAfterOf({ headers: new Headers(value === null ? {} : { 'retry-after': value }) }, now)

test('Retry-After is seconds or a date; one that has passed is now, and nonsense is nothing', () => {
  expect(told('120', 0)).toBe(120_000)
  expect(told('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000)
  expect(told('Thu, 01 Jan 1970 00:00:00 GMT', 5_000)).toBe(0)
  for (const value of [null, '', 'soon', '-5', '1e99', '2001-05-01']) expect(told(value, 5_000)).toBeNull()
})
