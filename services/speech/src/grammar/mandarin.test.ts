import { expect, test } from 'vitest'
import { phonesOf } from './mandarin.ts'

test.each([
  ['ts.uan', 'JH W AA N'],
  ['z.@n', 'R AH N'],
  ['kong', 'G UH NG'],
  ['s.i.', 'SH ER'],
  ['tS;hiou', 'CH Y OW'],
  ['@r', 'AA R'],
])('the syllable %s is said %s', (syllable, phones) => {
  expect(phonesOf(syllable)).toBe(phones)
})

test('a sign of another language has no phones', () => {
  expect(phonesOf('k?x')).toBeNull()
})
