import { expect, test } from 'vitest'
import { DETECTORS, ownContacts, redact } from './index.ts'

test('what a workspace publishes itself stays readable, and nothing that only contains it', () => {
  const exempt = ownContacts({
    articles: [{ body: 'Write to care@shop.example or call +44 20 7946 0958.' }],
    wording: {},
  })
  const mask = (text: string) => redact(text, DETECTORS, exempt).text
  expect(mask('care@shop.example, +44 20 7946 0958')).toBe('care@shop.example, +44 20 7946 0958')
  expect(mask('Ｃare@shop.example')).toBe('Ｃare@shop.example')
  expect(mask('my-care@shop.example')).toBe('[email m••••@shop.example]')
  expect(mask('lin@shop.example, +44 20 7946 0959')).toBe('[email l••••@shop.example], [phone 442••••59]')
  expect(ownContacts({ articles: [] })).toEqual([])
})
