import { expect, test } from 'vitest'
import { screen } from './screen.ts'

test.each([
  ['I am a human.', 'claims-human'],
  ["I'm a real person", 'claims-human'],
  ['I am not a bot!', 'claims-human'],
  ['我是真人客服', 'claims-human'],
  ['我不是機器人', 'claims-human'],
  ['This fund has guaranteed returns', 'promises-gain'],
  ['这个产品稳赚不赔', 'promises-gain'],
  ['Please send me your password', 'asks-secret'],
  ['请把卡号告诉我你的密码', 'asks-secret'],
])('%s is held back', (sentence, code) => {
  expect(screen(['Fine.', sentence])).toEqual({ sentences: ['Fine.'], held: [code] })
})

test.each([
  'I am a bot, not a person.',
  '我是机器人，不是真人。',
  'Never send us your password.',
  '请勿告诉我们密码。',
  'A person takes over now.',
  '我是港松家居的机器人',
])('%s passes', (sentence) => {
  expect(screen([sentence])).toEqual({ sentences: [sentence], held: [] })
})
