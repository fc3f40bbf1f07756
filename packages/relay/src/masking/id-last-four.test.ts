import { expect, test } from 'vitest'
import { DETECTORS, redact } from './index.ts'

const asked = (text: string) => redact(text, DETECTORS, [], { asking: 'id_last_four' })

test.each([
  ['1234', '1234'],
  ['123X', '123x'],
  ['１２３Ｘ', '123x'],
  ['一二三四', '1234'],
  ['1 2 3 4', '1234'],
  ['it ends in 123x', '123x'],
  ['the last four are 1234, thank you', '1234'],
  ['my name is Li Lei and I bought it on Monday, the last four of my id are 1234', '1234'],
  ['后四位1234', '1234'],
  ['我上周买的，身份证后四位是 123X，谢谢', '123x'],
  ['末四碼是1234', '1234'],
  ['身分證尾號 1234', '1234'],
])('the last four of an ID that were asked for are for the check alone: %s', (text, written) => {
  const { text: masked, handles, dropped } = asked(text)
  expect(masked).toContain('[ID ••••]')
  expect(masked).not.toMatch(/\d/)
  expect(handles.map(({ kind, keep }) => [kind, keep])).toEqual([['id_last_four', 'memory']])
  expect(handles[0]?.characters()).toBe(written)
  expect(dropped).toEqual([])
})

test.each([
  ['1234', []],
  ['order 1234', []],
  ['后四位 1234', ['cvv']],
])('where they were not asked for, four digits are what they were: %s', (text, dropped) => {
  expect(redact(text, DETECTORS).dropped).toEqual(dropped)
  expect(redact(text, DETECTORS).handles).toEqual([])
})

test.each(['CVV 123', '安全码是123', '背面三位 123', '后三位 123', '4111 1111 1111 1111 1234'])(
  'what verifies a card is dropped, whatever was asked for: %s',
  (text) => expect(asked(text).dropped).toEqual(['cvv']),
)

test.each(['I have 2 kettles', '12:34', '12.34', '12345', '98%'])('what is no four characters stays: %s', (text) => {
  expect(asked(text).text).toBe(text)
})

test('a whole ID is masked as one', () => {
  expect(asked('11010519491231002X').handles.map(({ kind }) => kind)).toEqual(['cn_id'])
})
