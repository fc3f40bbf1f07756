import { type Pack, pack } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { brainOf, fresh, shop, turn } from './fixtures/shop.ts'

const intent = (id: string, en: string[], zh: string[], tw: string[]) => ({
  id,
  name: { en: id, 'zh-CN': `账号：${id}`, 'zh-TW': `帳號：${id}` },
  phrasings: { en, 'zh-CN': zh, 'zh-TW': tw },
  serve: { article: 'invoice' },
})
const withAccounts: Pack = pack.parse({
  ...shop,
  intents: [
    ...shop.intents,
    intent(
      'close-account',
      ['close my account', 'delete my account', 'somebody should forget me', 'can somebody forget me'],
      ['注销账号', '账号怎么删', '不想再用了'],
      ['刪除帳號', '帳號註銷'],
    ),
    intent(
      'stolen-account',
      ['my account was hacked', 'somebody used my account', 'somebody robbed me'],
      ['账号被盗', '账号异常', '有人冒充我'],
      ['帳號被盜', '帳號異常'],
    ),
    intent(
      'rename-account',
      ['rename my account', 'change the name of my account', 'I got married'],
      ['账号改名', '账号的名字错了', '改昵称'],
      ['更改帳號名稱', '帳號改名'],
    ),
    intent(
      'tea-club',
      ['join the tea club', 'tea club', 'what does the club cost'],
      ['加入茶友会', '茶友会', '茶友会多少钱'],
      ['加入茶友會'],
    ),
  ],
})
const tea = brainOf(withAccounts)

describe('a topic without a word about it', () => {
  test.each([
    ['en', 'my account'],
    ['en', 'Account?'],
    ['en', 'I have a question about my account'],
    ['zh-CN', '我的账号'],
    ['zh-CN', '账号问题'],
    ['zh-TW', '我的帳號'],
    ['zh-TW', '關於帳號'],
  ] as const)('%s: %s is asked back about, and means no intent', (locale, message) => {
    const decision = turn(tea, message, { locale })
    expect(decision).toMatchObject({ do: 'clarify' })
    const labels = decision.do === 'clarify' ? decision.options.map(({ label }) => label.replace(/^.+：/u, '')) : []
    expect(labels.sort()).toEqual(['close-account', 'rename-account', 'stolen-account'])
    expect(tea.understand(message, { ...fresh, locale }).intent).toBeNull()
  })

  test.each([
    ['en', 'tea club', 'what somebody has foreseen in these words'],
    ['en', 'close my account', 'what says more'],
    ['zh-CN', '账号呢', 'what asks where it is'],
    ['zh-CN', '注销账号', 'what says more'],
    ['zh-TW', '茶友會', 'what belongs to one intent'],
    ['en', 'my', 'what nothing is called by'],
    ['en', 'somebody', 'what nothing is called by'],
    ['en', 'boats', 'what no intent speaks of'],
    ['en', 'thanks', 'small talk'],
  ] as const)('%s: %s is not: %s', (locale, message, _) => {
    expect(turn(tea, message, { locale }).why.map(({ code }) => code)).not.toContain('topic')
  })

  test('what is a phrasing of an intent that has less of the topic than others is asked back about, too', () => {
    const { intents } = withAccounts
    const taught = intents.map((each) =>
      each.id === 'rename-account'
        ? { ...each, phrasings: { ...each.phrasings, en: ['my account', ...each.phrasings.en.slice(1)] } }
        : each,
    )
    const decision = turn(brainOf({ ...withAccounts, intents: taught }), 'my account', { locale: 'en' })
    expect(decision).toMatchObject({ do: 'clarify' })
    // A button says more than what was just asked back about.
    const texts = decision.do === 'clarify' ? decision.options.map(({ text }) => text) : []
    expect(texts).toHaveLength(3)
    expect(texts).not.toContain('my account')
  })

  test('is asked once', () => {
    const again = turn(tea, 'my account', { locale: 'en', earlier: ['account'], clarified: true })
    expect(again.why.map(({ code }) => code)).not.toContain('topic')
  })
})
