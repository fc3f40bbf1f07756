import { DELIVERY_STATES } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advances } from './index.ts'

test('news goes forward only, in whatever order a vendor tells it', () => {
  const states = fc.constantFrom(...DELIVERY_STATES)
  fc.assert(
    fc.property(fc.array(states, { maxLength: 12 }), (told) => {
      const kept = told.reduce<(typeof DELIVERY_STATES)[number] | null>(
        (state, next) => (advances(state, next) ? next : state),
        null,
      )
      // Whatever else was told: once it was read, it was read.
      if (told.includes('read')) expect(kept).toBe('read')
      else if (told.includes('delivered')) expect(kept).toBe('delivered')
    }),
  )
})

test('what was sent may turn out to have failed, and what failed may arrive; what arrived does not fail', () => {
  expect(advances('sent', 'failed')).toBe(true)
  expect(advances('failed', 'sent')).toBe(true)
  expect(advances('delivered', 'failed')).toBe(false)
  expect(advances('sent', 'sent')).toBe(false)
})
