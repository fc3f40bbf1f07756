import { expect, test } from 'vitest'
import { hasProved, shownBy } from './proof.ts'
import { initialState, type Proof } from './state.ts'

const shown = (...proofs: Proof[]) => ({ ...initialState, proofs })
const code: Proof = { method: 'code', purpose: 'address_change', expiresAt: 2_000 }
const papers: Proof = { method: 'id_last_four', purpose: 'identity', expiresAt: 3_000 }

test('a code proves its purpose until it is over; the end of an ID proves none', () => {
  const state = shown(code, papers)
  expect(hasProved(state, 1_999, 'address_change')).toBe(true)
  expect(hasProved(state, 1_999, 'identity')).toBe(false)
  expect(hasProved(state, 1_999)).toBe(true)
  expect(hasProved(state, 2_000)).toBe(false)
})

test('the strongest that still counts is told to the agent', () => {
  const state = shown(papers, code)
  expect([1_000, 2_000, 3_000].map((now) => shownBy(state, now))).toEqual(['code', 'id_last_four', null])
})
