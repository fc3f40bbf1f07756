import { expect, test } from 'vitest'
import { isBackChannel } from './back-channel.ts'

test.each([
  'Uh-huh.',
  'mm-hmm',
  'OK',
  'yeah, yeah',
  'I see',
  'Okay, right',
  '嗯',
  '嗯嗯嗯',
  '好的',
  '嗯，对。',
  '對',
  'uh huh uh huh',
])('%s says that somebody listens', (text) => {
  expect(isBackChannel(text)).toBe(true)
})

test.each([
  '',
  '…',
  'no',
  'stop',
  'wait',
  'yes I want to cancel',
  'ok but where is it',
  '不',
  '等一下',
  '嗯我要退货',
  'agent please',
  '好慢',
])('%s wants the turn, or is nothing', (text) => {
  expect(isBackChannel(text)).toBe(false)
})
