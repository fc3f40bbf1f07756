import { expect, test } from 'vitest'
import { conceptsOf } from './concepts.ts'
import { stem } from './stems.ts'

const said = (text: string) => conceptsOf(text.split(' ').map(stem)).map(({ concept }) => concept)

test('one concept is said in many ways and forms', () => {
  for (const text of ['money back', 'reimbursed', '退 款']) expect(said(text)).toContain('refunding')
  for (const text of ['cancelled', 'call off', '取 消', '不 要 了']) expect(said(text)).toContain('cancelling')
  for (const text of ['how long', 'when', '什 么 时 候']) expect(said(text)).toContain('duration')
})

test('one way may say several', () => {
  expect(said('purchase')).toEqual(['paying', 'buying'])
})

test('a concept knows where it is said', () => {
  expect(conceptsOf(['my', 'parcel', 'arriv'])).toEqual([{ concept: 'arriving', at: 2 }])
})

test('what nobody asks a business about says nothing', () => {
  expect(said('purple elephants')).toEqual([])
  expect(said('')).toEqual([])
})
