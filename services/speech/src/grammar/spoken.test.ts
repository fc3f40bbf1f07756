import { expect, test } from 'vitest'
import { slot, withSlots } from './slots.ts'
import { sayings, spoken } from './spoken.ts'

test.each([
  ["Where's my order?", "where's my order"],
  ['24 hours', 'twenty four hours'],
  ['the 398 one', 'the three hundred ninety eight one'],
  ['1000 points', 'one thousand points'],
  ['order SO10042', 'order s o one zero zero four two'],
  ['20% off', 'twenty percent off'],
  ['Please, now.', 'please , now'],
  ['…?', ''],
])('%j is said "%s"', (written, said) => {
  expect(spoken(written).join(' ')).toBe(said)
})

test('a contraction is heard both ways', () => {
  const ways = sayings(['where', 'is', 'my', 'order']).map((way) => way.join(' '))
  expect(ways).toEqual(['where is my order', "where's my order"])
})

test('a number in an example stands for all of its kind, and a longer one does not', () => {
  const slots = { order_number: { letters: 'SO', digits: { min: 5, max: 8 } } }
  expect(withSlots('where is so 10042', slots)).toBe('where is {order_number}')
  expect(withSlots('where is SO100421234567', slots)).toBe('where is SO100421234567')
})

test('an example of a number gives its kind, and other examples are themselves', () => {
  expect(slot.parse(['SO10042'])).toEqual({ letters: 'SO', digits: { min: 5, max: 8 } })
  expect(slot.parse(['oak desk', 'lamp 3'])).toEqual({ phrases: ['oak desk', 'lamp 3'] })
})
