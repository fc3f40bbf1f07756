import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hanNumber } from '../han-number.ts'
import { chineseCardinal } from './chinese-number.ts'

test('a number in Chinese words is the number that is read back from them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(99), fc.nat(30_000), fc.nat(2_000_000_000)), (number) => {
      expect(hanNumber(chineseCardinal(number, 'zh-CN'))).toBe(number)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  [0, '零'],
  [10, '十'],
  [110, '一百一十'],
  [2_000, '兩千'],
  [20_020, '兩萬零二十'],
  [220_000, '二十二萬'],
  [100_000_005, '一億零五'],
] as const)('%i is %s', (number, words) => {
  expect(chineseCardinal(number, 'zh-TW')).toBe(words)
})
