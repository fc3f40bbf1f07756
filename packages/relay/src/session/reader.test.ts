import { expect, test } from 'vitest'
import { maySee, viewFor } from './index.ts'
import { customer, Rig } from './testing/rig.ts'

test('a customer sees no staff event, and the view hides what is for staff', () => {
  const rig = new Rig()
  rig.send(customer, { kind: 'handoff.request' })
  const staff = rig.log.filter((event) => !maySee('customer', event)).map((event) => event.kind)
  expect(staff).toEqual(['rule.fired', 'brief.written'])
  const live = { reads: { customer: 0, staff: 0 }, queue: { position: 1, waitMs: null }, stream: null }
  expect(viewFor('customer', rig.state, live).staff).toBeUndefined()
  expect(viewFor('agent', rig.state, live).staff?.brief?.want).toBe('')
})
