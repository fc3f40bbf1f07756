import type { Forbidden } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { makeScreen } from './screen.ts'

const zeroWidth = String.fromCodePoint(0x200b)

describe('what no bot says', () => {
  const screen = makeScreen()

  test.each([
    ['I am a human.', 'claims-human'],
    ["I'm a real person", 'claims-human'],
    ['I am not a bot!', 'claims-human'],
    ['Rest assured, I am not an AI.', 'claims-human'],
    ['You are talking to a live human agent.', 'claims-human'],
    ['我是真人客服', 'claims-human'],
    ['我不是機器人', 'claims-human'],
    ['我当然是真人', 'claims-human'],
    ['This fund has guaranteed returns', 'promises-gain'],
    ['这个产品稳赚不赔', 'promises-gain'],
    ['Please send me your password', 'asks-secret'],
    ['Type your password here', 'asks-secret'],
    ['请把卡号告诉我你的密码', 'asks-secret'],
  ])('%s is held back', (sentence, code) => {
    expect(screen(sentence)).toBe(code)
  })

  test.each([
    'I am a bot, not a person.',
    'I am not a person.',
    '我是机器人，不是真人。',
    '我是人工智能助手。',
    'Never send us your password.',
    '请勿告诉我们密码。',
    '不要告诉我们密码。',
    'A person takes over now.',
    "This is a person's job.",
    '接下来由真人为您服务。',
    '我是港松家居的机器人',
    'Enter your password on the sign-in page.',
  ])('%s passes', (sentence) => {
    expect(screen(sentence)).toBeNull()
  })

  test.each([
    ['full width', 'Ｉ ａｍ ａ ｈｕｍａｎ'],
    ['spaced out', 'I am a h u m a n'],
    ['broken up', 'I-am-a-h.u.m.a.n'],
    ['zero width', `I am a hu${zeroWidth}man`],
    ['look-alikes', 'I аm а humаn'],
    ['accents', 'I am a húmán'],
    ['Chinese spaced out', '我 是 真 人'],
    ['Chinese broken up', '我*是-真~人'],
    ['Chinese zero width', `我是${zeroWidth}真人`],
    ['traditional', '我們是真人'],
  ])('%s does not hide it', (_, sentence) => {
    expect(screen(sentence)).toBe('claims-human')
  })

  test('a sentence cut in two is still one, and who said the first half is not blamed for it', () => {
    expect(screen('human being.', 'I am a\n')).toBe('claims-human')
    expect(screen('We open at nine.', 'I am a human. ')).toBeNull()
  })
})

describe("a pack's own list", () => {
  const forbidden: Forbidden[] = [
    {
      code: 'lowest-price',
      phrases: { en: ['lowest price', 'risk free'], 'zh-CN': ['最低价', '假一赔十'] },
      patterns: { 'zh-CN': ['(?:绝对|保证).{0,4}(?:正品|退款成功)'] },
    },
  ]
  const screen = makeScreen(forbidden)

  test.each([
    'This is the LOWEST price!',
    'the l o w e s t price',
    '全网最低价',
    '全網最低價',
    '最 低 价',
    '假一賠十',
    '我们保证是正品',
    '我們保證是正品',
  ])('%s is held back', (sentence) => {
    expect(screen(sentence)).toBe('lowest-price')
  })

  test.each(['a brisk freedom', 'The lowest prices are in January', '最低温度', '正品'])('%s passes', (sentence) => {
    expect(screen(sentence)).toBeNull()
  })
})

test('the longest message is looked at within a moment, whatever it is made of', () => {
  const screen = makeScreen()
  for (const part of ['a ', '我 ', 'i am a ', '。', 'ﷺ', '́']) {
    const began = performance.now()
    screen(part.repeat(64 * 1024))
    expect(performance.now() - began).toBeLessThan(200)
  }
})
