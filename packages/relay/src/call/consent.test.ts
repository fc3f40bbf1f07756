import { expect, test } from 'vitest'
import { CONSENT_PHRASES, consentByKey, consentOf, takesConsentBack } from './consent.ts'

test.each([
  ...[
    'yes',
    'Yes.',
    'Yes, please.',
    'Um, yes',
    'okay',
    'OK, that’s fine',
    'I agree',
    'Yes yes yes',
    'Yes, I agree, thank you.',
  ],
  ...[
    'One',
    '1',
    '同意',
    '我同意',
    '是的',
    '好的，可以',
    '好，没问题',
    '好，沒問題',
    '可以录音',
    '可以錄音',
    '一',
    '好的谢谢',
    '好的，謝謝您',
  ],
])('"%s" agrees', (text) => {
  expect(consentOf(text)).toBe(true)
})

test.each([
  ...[
    'no',
    'No, thank you.',
    'nope',
    'No, I don’t agree',
    'I do not agree',
    'Please do not record this',
    'I’d rather not',
  ],
  ...['Two', '2', '不同意', '我不同意', '不', '不要', '不用了，谢谢', '不可以录音', '不要錄音', '别录音', '不行', '二'],
])('"%s" does not', (text) => {
  expect(consentOf(text)).toBe(false)
})

test.each([
  ...[
    '',
    'mm',
    'Mhm',
    'uh huh',
    '嗯',
    '嗯嗯',
    'hello?',
    'What?',
    'Yes or no?',
    'yes, no',
    'No, yes',
    'Record me',
    '录音',
  ],
  ...[
    'Yes, where is my order?',
    'okay my order is late',
    'no one has called me',
    'not sure',
    'now',
    'yesterday',
    '不好意思',
  ],
  ...['是的我的订单在哪里', '不知道', '可以不录音吗', '同意不同意', 'one of my orders', `yes ${'yes '.repeat(200)}`],
])('"%s" is no answer', (text) => {
  expect(consentOf(text)).toBeNull()
})

test('takes no longer for what was made to take long', () => {
  const began = Date.now()
  for (const text of [
    '可以可以可以可以可以可以可以可以可以可以可以x',
    '不不不不不不不不不不不不不不不不不不不不x',
    'i do not i do not i do not agree x',
  ])
    expect(consentOf(text)).toBeNull()
  expect(Date.now() - began).toBeLessThan(50)
})

test('1 agrees, 2 does not, and no other key says anything', () => {
  expect(['1', '2', '0', '3', '*', '#'].map(consentByKey)).toEqual([true, false, null, null, null, null])
})

test.each([
  ...['Stop recording.', 'Please stop the recording', 'Could you stop recording me, please?', 'Turn off the recording'],
  ...['停止录音', '請停止錄音', '请不要再录音了', '别录音了', '不要錄音', '取消录音', '删除录音'],
])('"%s" takes it back', (text) => {
  expect(takesConsentBack(text)).toBe(true)
})

test.each(['stop', 'no', 'the recording stopped', '录音', '你们有录音吗', 'Stop recording my orders twice'])(
  '"%s" takes nothing back',
  (text) => {
    expect(takesConsentBack(text)).toBe(false)
  },
)

test('what a recogniser is told to know is understood', () => {
  const understood = Object.values(CONSENT_PHRASES)
    .flat()
    .map((text) => takesConsentBack(text) || consentOf(text) !== null)
  expect(new Set(understood)).toEqual(new Set([true]))
})
