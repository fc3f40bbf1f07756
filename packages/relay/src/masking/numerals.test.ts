import { expect, test } from 'vitest'
import { NUMERALS } from './numerals.ts'

test('every decimal digit of Unicode is read', () => {
  const unread: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (/\p{Nd}/u.test(character) && !NUMERALS.has(code)) unread.push(code.toString(16))
  }
  expect(unread).toEqual([])
})
