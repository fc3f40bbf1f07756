import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { withoutNamed } from './named.ts'

test('marks stand wherever a thing is named, and everything else keeps its place', () => {
  const message = normalise('Where is SO10042? I need SO10042 on 11/20')
  const order = { type: 'order_number', value: 'SO10042', text: 'SO10042' }
  expect(withoutNamed(message, [order], '_')).toBe('where is _______? i need _______ on 11/20')
})

test('nothing named leaves the message as it is', () => {
  const message = normalise('where is it')
  expect(withoutNamed(message, [{ type: 'phone', value: '', text: '' }], '_')).toBe(message.folded)
})
