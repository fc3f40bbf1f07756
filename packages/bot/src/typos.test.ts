import { expect, test } from 'vitest'
import { isOneSlip } from './typos.ts'

test.each([
  ['agent', 'agent'],
  ['agnet', 'agent'],
  ['agen', 'agent'],
  ['aagent', 'agent'],
  ['agemt', 'agent'],
  ['gaent', 'agent'],
  ['agetn', 'agent'],
  ['', 'a'],
])('%j is %j but for one slip', (left, right) => {
  expect(isOneSlip(left, right)).toBe(true)
  expect(isOneSlip(right, left)).toBe(true)
})

test.each([
  ['urgent', 'agent'],
  ['agnt', 'agents'],
  ['tnega', 'agent'],
  ['abcd', 'badc'],
  ['', 'ab'],
])('%j is another word than %j', (left, right) => {
  expect(isOneSlip(left, right)).toBe(false)
})
