import { expect, test } from 'vitest'
import { DETECTORS, redact } from './index.ts'

const mask = (text: string) => redact(text, DETECTORS)

test.each([
  // English
  ['My card is 4111 1111 1111 1111, 12/28, 123', 'My card is [card •••• 1111], 12/28, [CVV]'],
  ['call me at (415) 867-5309', 'call me at [phone 415••••09]'],
  ['write to lin at example dot com', 'write to [email l••••@example.com]'],
  ['passport number is 123456789', 'passport number is [passport 1••••9]'],
  ['482913 is my verification code', '[code ••••] is my verification code'],
  ['DE89 3704 0044 0532 0130 00', '[IBAN DE••••]'],
  ['GB30 E TEN 4051873413 1592', '[IBAN GB••••]'],
  ['NL17 OH TE 5484948156', '[IBAN NL••••]'],
  ['GB eight two WEST one two three four five six nine eight seven six five four three two', '[IBAN GB••••]'],
  ['my password is hunter2!', 'my password is [password]'],
  ['%B4111111111111111^LIN/YUE^28121010000000000?', '[card track]'],
  // Simplified Chinese
  ['卡号 4111 1111 1111 1112 谢谢', '卡号 [card •••• 1112] 谢谢'],
  ['我的身份证是11010519491231002x', '我的身份证是[ID 1••••X]'],
  ['电话：138 1234 5678', '电话：[phone 138••••78]'],
  ['安全码：一二三', '安全码：[CVV]'],
  ['支付密码 123456', '支付密码 [PIN]'],
  ['医保卡号 A12345678，病历号：20231234', '医保卡号 [insurance ••••]，病历号：[record ••••]'],
  // Traditional Chinese
  ['身分證字號 A123456789', '身分證字號 [ID A••••9]'],
  ['身分證字號 A123456788', '身分證字號 [ID A••••8]'],
  ['手機 0912-345-678', '手機 [phone 091••••78]'],
  ['護照號碼 312345678', '護照號碼 [passport 3••••8]'],
  ['健保卡號 000012345678', '健保卡號 [insurance ••••]'],
  ['驗證碼是 482913', '驗證碼是 [code ••••]'],
  ['验证码 2042-8-0', '验证码 [code ••••]'],
])('%s', (text, masked) => {
  expect(mask(text).text).toBe(masked)
})

test.each([
  'password help me please',
  'look at the dot on the map',
  'one of two chairs, three legs',
  'v1.13.16, build 20261126',
  'https://shop.example/item/13812345678?id=4111111111111112',
  '信用卡 2026-11-26 扣了 399 元',
  '我的护照 2031-8-10 到期',
  '密码是多少',
  'call 911',
  '订单 20261126001 一共 399.00 元',
])('stays: %s', (text) => {
  expect(mask(text).text).toBe(text)
})

test.each([
  ['four one one one, one one one one, one one one one, one double one one'],
  ['四一一一 一一一一 一一一一 一一一一'],
  ['肆壹壹壹 1111 １１１１ ①①①①'],
])('T-36 a card that is spoken is masked: %s', (text) => {
  expect(mask(text).text).toBe('[card •••• 1111]')
})

test('T-33 of what must not be kept there is no original', () => {
  const { marks, handles, dropped } = mask('4111 1111 1111 1111 12/28 123; PIN 4821; code 482913 is my otp')
  expect(marks.map(({ kind }) => kind)).toEqual(['card', 'cvv', 'pin', 'code'])
  expect(handles.map(({ kind, keep }) => [kind, keep])).toEqual([
    ['card', 'seal'],
    ['code', 'memory'],
  ])
  expect(dropped).toEqual(['cvv', 'pin'])
})

test.each([
  'my card is 4111 1111 1111 1111 cvv 123',
  'card 4111-1111-1111-1111, CVV: 123',
  '4111 1111 1111 1111 123 cvv',
  '卡号4111111111111111安全码123',
])('%j keeps the card sealed and the verification value nowhere', (text) => {
  const { text: masked, handles, dropped } = redact(text, DETECTORS)
  expect(masked).toContain('[card •••• 1111]')
  expect(masked).not.toContain('123')
  expect(handles.map(({ kind, keep }) => [kind, keep])).toEqual([['card', 'seal']])
  expect(dropped).toEqual(['cvv'])
})
