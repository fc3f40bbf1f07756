import { expect, test } from 'vitest'
import { descriptorLimit, socketsAllowed, socketsWithin } from './descriptors.ts'

test.each([
  [65_536, 10_756],
  [20_000, 3_166],
  [1_006, 1],
  [1_000, 0],
  [256, 0],
])('%i descriptors are enough for %i sockets', (nofile, sockets) => {
  expect(socketsWithin(nofile)).toBe(sockets)
})

test('too few descriptors are refused with what to set', () => {
  expect(socketsAllowed(1_600)).toBe(100)
  expect(() => socketsAllowed(1_599)).toThrow(/may open 1599 files, which is too few.*LimitNOFILE=61000/)
})

test('an operator may allow fewer, not more', () => {
  expect(socketsAllowed(20_000, 500)).toBe(500)
  expect(socketsAllowed(20_000, 5_000)).toBe(3_166)
})

test('the limit of a child is known', () => {
  expect(descriptorLimit()).toBeGreaterThan(0)
})
