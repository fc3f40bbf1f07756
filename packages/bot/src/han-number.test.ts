import { expect, test } from 'vitest'
import { hanNumber } from './han-number.ts'

test.each([
  ['五', 5],
  ['十', 10],
  ['十五', 15],
  ['二十', 20],
  ['三十一', 31],
  ['一百', 100],
  ['一百五', 150],
  ['一百零五', 105],
  ['一百五十', 150],
  ['两千三', 2_300],
  ['一千零五十', 1_050],
  ['两万', 20_000],
  ['两万三', 23_000],
  ['十二万', 120_000],
  ['一亿两千万', 120_000_000],
  ['二〇二六', 2_026],
  ['伍佰', 500],
])('%s is %d', (written, value) => {
  expect(hanNumber(written)).toBe(value)
})

test('what is no number is none', () => {
  expect(hanNumber('几')).toBeNaN()
})
