import { expect, test } from 'vitest'
import { normalise } from '../../normalise.ts'
import { findDates } from './date.ts'

/** A Thursday morning in Beijing, still Thursday in Greenwich. */
const now = Date.parse('2026-11-26T10:00:00+08:00')
const values = (text: string, locale: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN', at = now) =>
  findDates(normalise(text), { now: at, locale }).map(({ value }) => value)

test.each([
  ['明天下午三点能送吗', '2026-11-27T15:00'],
  ['下周三', '2026-12-02'],
  ['大后天早上9点半', '2026-11-29T09:30'],
  ['昨天晚上8点', '2026-11-25T20:00'],
  ['两天后', '2026-11-28'],
  ['我昨天下的单，还没到', '2026-11-25'],
  ['2026年1月3日', '2026-01-03'],
  ['後天下午', '2026-11-28'],
  ['上个月15号', '2026-10-15'],
  ['下個月3號', '2026-12-03'],
  ['月底', '2026-11-30'],
  ['上月初', '2026-10-01'],
  ['年底', '2026-12-31'],
  ['20号', '2026-11-20'],
  ['二十号左右', '2026-11-20'],
  ['上周末', '2026-11-21'],
  ['周末能送吗', '2026-11-28'],
  ['双十一', '2026-11-11'],
  ['雙11買的', '2026-11-11'],
  ['去年双十一', '2025-11-11'],
  ['国庆节', '2026-10-01'],
  ['中秋节买的', '2026-09-25'],
  ['春节还发货吗', '2027-02-06'],
  ['11/25', '2026-11-25'],
  ['１１／２５下单', '2026-11-25'],
  ['十一月', '2026-11'],
])('%s is %s', (text, value) => {
  expect(values(text)).toEqual([value])
})

test.each([
  ['tomorrow at 3pm', '2026-11-27T15:00'],
  ['two days ago', '2026-11-24'],
  ['in 3 days', '2026-11-29'],
  ['on the 15th', '2026-11-15'],
  ['Nov 25', '2026-11-25'],
  ['25/11', '2026-11-25'],
  ['end of the month', '2026-11-30'],
  ['black friday', '2026-11-27'],
  ['last black friday', '2025-11-28'],
  ['for christmas', '2026-12-25'],
  ['I bought it in March', '2026-03'],
])('“%s” is %s', (text, value) => {
  expect(values(text, 'en')).toEqual([value])
})

test('a date without its year, month or week is the one the words around it point to', () => {
  expect(values('3月5号下的单')).toEqual(['2026-03-05'])
  expect(values('3月5号能送吗')).toEqual(['2027-03-05'])
  expect(values('20号下的单')).toEqual(['2026-11-20'])
  expect(values('20号能到吗')).toEqual(['2026-12-20'])
  expect(values('国庆节能到吗')).toEqual(['2027-10-01'])
  expect(values('I ordered it on Friday', 'en')).toEqual(['2026-11-20'])
  expect(values('will it arrive on Friday', 'en')).toEqual(['2026-11-27'])
})

test('today is the day it is where the language is at home', () => {
  const lateInGreenwich = Date.parse('2026-11-26T20:00:00Z')
  expect(values('今天', 'zh-CN', lateInGreenwich)).toEqual(['2026-11-27'])
  expect(values('today', 'en', lateInGreenwich)).toEqual(['2026-11-26'])
})

test('the ends of months and years are found', () => {
  expect(values('上个月31号', 'zh-CN', Date.parse('2026-03-02T00:00:00Z'))).toEqual([])
  expect(values('下个月1号', 'zh-CN', Date.parse('2026-12-31T00:00:00Z'))).toEqual(['2027-01-01'])
  expect(values('月底', 'zh-CN', Date.parse('2028-02-10T00:00:00Z'))).toEqual(['2028-02-29'])
})

test('a text may hold several', () => {
  expect(values('11/20下单，说25号到')).toEqual(['2026-11-20', '2026-11-25'])
})

test.each([
  '20号楼',
  '3号线',
  '5号电池',
  '七天无理由',
  '三十天内可退',
  '5-6个',
  '1/2杯',
  '现在能发吗',
  '圣诞树',
  '一二三四五六七八九十一二三四五六七八九十',
  '1号链接',
])('%s is no date', (text) => {
  expect(values(text)).toEqual([])
})

test.each([
  'now',
  'may I return this',
  'I sat on it',
  'within 30 days',
  '24/7',
  'the second one',
  'christmas tree',
  'size 10',
])('“%s” names no date', (text) => {
  expect(values(text, 'en')).toEqual([])
})
