import { expect, it } from 'vitest'
import { event, view } from '../testing/event.ts'
import { staffWays } from './ways.ts'

const ROUTE = 'r'.repeat(22)
const found = event(1, 'route.changed', {
  route: ROUTE,
  channel: 'whatsapp',
  account: `ch_${'a'.repeat(16)}`,
  standing: 'open',
})
const staff = { ...view, staff: { profile: null, brief: null } }

it('follows the ways to the customer, which only staff see', () => {
  const known = staffWays(staff, found)
  expect(known.staff?.routes).toMatchObject([{ id: ROUTE, standing: 'open', heardAt: null, spent: 0 }])
  const sent = staffWays(
    known,
    event(2, 'message.delivery', { ref: 1, route: ROUTE, channel: 'whatsapp', state: 'sent' }),
  )
  expect(sent.staff?.routes?.[0]?.spent).toBe(1)
  expect(sent.staff).toMatchObject({ profile: null, brief: null })
  expect(staffWays(view, found)).toBe(view)
  expect(staffWays(staff, event(3, 'note', { text: 'a' }))).toBe(staff)
})
