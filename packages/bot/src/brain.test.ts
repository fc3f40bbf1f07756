import { reading as readingSchema } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brainOf, fresh, said, shop, turn } from './fixtures/shop.ts'

const brain = brainOf(shop)
const read = (text: string, context = {}) => brain.understand(text, { ...fresh, ...context })
const PERSON = [{ label: '呼叫店员', text: '呼叫店员' }]

test('answers from the article in the language of the question, and cites it', () => {
  expect(turn(brain, 'do you wrap gifts?')).toMatchObject({
    do: 'answer',
    citations: [{ article: 'gift-wrap', title: 'Gift wrapping' }],
    confidence: 1,
  })
  const chinese = turn(brain, '可以礼品包装吗', { locale: 'en' })
  expect(chinese).toMatchObject({ citations: [{ article: 'gift-wrap', title: '礼品包装' }] })
  expect(said(chinese)).toBe('每罐茶都可以做礼品包装，收费 15 元。贺卡免费，内容由你写。')
  expect(turn(brain, '我要退貨')).toMatchObject({ citations: [{ title: '14 天鑑賞退貨' }] })
  expect(turn(brain, '怎麼開發票', { locale: 'zh-TW' })).toMatchObject({ citations: [{ title: '开发票' }] })
})

test('says that it does not know, and offers a person', () => {
  for (const text of ['今天股市怎么样', 'what is the capital of France', 'asdfgh', '']) {
    expect(read(text).recognised).toBe(false)
    expect(turn(brain, text)).toMatchObject({ do: 'abstain', flow: null })
  }
  expect(turn(brain, '今天股市怎么样')).toMatchObject({ sentences: ['这个我不知道。'], options: PERSON })
})

test('asks about the one thing that is likely rather than giving up, once, with a person beside it', () => {
  const asked = turn(brain, 'costs?', { locale: 'en' })
  expect(asked).toMatchObject({
    do: 'clarify',
    sentences: ['Is it about “Shipping cost”?'],
    options: [{ label: 'Shipping cost' }, { label: 'Get me a colleague' }],
  })
  expect(asked.why).toContainEqual({ step: 'intent', code: 'likely', detail: 'Shipping cost' })
  expect(turn(brain, 'costs?', { locale: 'en', clarified: true }).do).toBe('abstain')
})

test('says of files without a word that it cannot look into them, and counts no miss', () => {
  const context = { ...fresh, files: 2, flow: null }
  const reading = brain.understand('', context)
  expect(reading.recognised).toBe(true)
  expect(brain.answer(reading, context)).toMatchObject({ do: 'answer', options: PERSON, flow: null })
  const words = { en: 'cannot look into it', 'zh-CN': '看不了', 'zh-TW': '無法查看' }
  for (const [locale, part] of Object.entries(words)) {
    const spoken = { ...context, locale: locale as keyof typeof words }
    expect(said(brain.answer(brain.understand('', spoken), spoken))).toContain(part)
  }
  // With words, the words are answered.
  const asked = brain.understand('do you wrap gifts?', context)
  expect(brain.answer(asked, context)).toMatchObject({ citations: [{ article: 'gift-wrap' }] })
})

test('greets, thanks and says what it is, and never counts that as a miss', () => {
  expect(said(turn(brain, '你好'))).toBe('我是茶铺机器人。')
  expect(said(turn(brain, 'hello', { locale: 'en', customer: { name: 'Lin $& Co', tier: null } }))).toBe(
    'Hello Lin $& Co. I am the tea bot.',
  )
  expect(said(turn(brain, '你是真人吗'))).toBe('我是机器人，不是真人。我是茶铺机器人。')
  for (const text of ['你好', 'thanks', '好的', '再见', '你是机器人吗']) expect(read(text).recognised).toBe(true)
})

test('hands over what no bot can settle as soon as it is sure of it, and says why', () => {
  const injured = {
    id: 'injured',
    name: { en: 'Somebody was hurt', 'zh-CN': '有人受伤', 'zh-TW': '有人受傷' },
    phrasings: {
      en: ['the pot burnt my hand', 'the glass cut my finger', 'somebody got hurt'],
      'zh-CN': ['茶壶把手烫伤了', '玻璃划破手了', '有人受伤了'],
      'zh-TW': ['被茶壺燙傷'],
    },
    serve: { person: true as const },
    tags: ['emergency'],
  }
  const careful = brainOf({ ...shop, intents: [...shop.intents, injured] })
  for (const text of ['the pot burnt my hand', '玻璃划破手了', '被茶壺燙傷']) {
    const decision = turn(careful, text)
    expect(decision).toMatchObject({ do: 'handoff', flow: null })
    expect(decision.why).toContainEqual({ step: 'intent', code: 'needs-person' })
  }
})

test('hands over when a person is asked for, by words or by the button of the pack', () => {
  for (const text of ['转人工', 'agent please', '呼叫店员']) {
    expect(read(text)).toMatchObject({ wantsPerson: [text], recognised: true })
    expect(turn(brain, text)).toMatchObject({ do: 'handoff' })
  }
})

test('asks back once when two readings are close', () => {
  const close = turn(brain, 'cancel or return it', { locale: 'en' })
  expect(close).toMatchObject({ do: 'clarify', sentences: ['Which one?'] })
  expect(turn(brain, 'cancel or return it', { locale: 'en', clarified: true }).do).toBe('abstain')
  const options = close.do === 'clarify' ? close.options : []
  expect(options.length).toBeGreaterThan(1)
  for (const { text } of options) expect(['answer', 'ask', 'act']).toContain(turn(brain, text).do)
})

test('apologises once while the customer is upset', () => {
  expect(said(turn(brain, '太失望了，怎么退货'))).toMatch(/^很抱歉。未开封/)
  expect(said(turn(brain, '太失望了，怎么退货', { earlier: ['你们真是太差了'] }))).toMatch(/^未开封/)
  expect(said(turn(brain, '怎么退货'))).toMatch(/^未开封/)
})

test('is brief with someone in a hurry', () => {
  expect(said(turn(brain, '急用，怎么开发票')).length).toBeGreaterThan(0)
  expect(said(turn(brain, 'I want to return this', { locale: 'en' }))).not.toContain('courier')
})

test('what it may not say is held back, whoever wrote it', () => {
  const articles = shop.articles.map((each) =>
    each.id === 'brew-green' ? { ...each, body: '我是真人客服。用 80 度的水。' } : each,
  )
  const screened = turn(brainOf({ ...shop, articles }), '绿茶泡几分钟')
  expect(said(screened)).toBe('用 80 度的水。')
  expect(screened.why).toContainEqual({ step: 'screen', code: 'claims-human' })
  const nothing = articles.map((each) => (each.id === 'brew-green' ? { ...each, body: '我是真人客服。' } : each))
  expect(turn(brainOf({ ...shop, articles: nothing }), '绿茶泡几分钟')).toMatchObject({
    do: 'abstain',
    options: PERSON,
  })
})

test('the same pack gives the same readings', () => {
  const again = brainOf(structuredClone(shop))
  for (const text of ['wheres my ordr', '帮我看看退款', '退货还是取消', 'cancel or return it', '发票 T-1234']) {
    expect(again.understand(text, fresh)).toEqual(read(text))
    expect(turn(again, text)).toEqual(turn(brain, text))
  }
})

test('every decision says why', () => {
  for (const text of ['查订单', '你好', '???', '怎么退货', '转人工'])
    expect(turn(brain, text).why.length).toBeGreaterThan(1)
})

test('any text gives a valid reading and a decision', () => {
  const pieces = fc.constantFrom(
    'T-1234',
    '转人工',
    '退货',
    'order ',
    '不',
    '太差',
    '{order}',
    '\ud800',
    '\u202e',
    '好的',
  )
  const any = fc.oneof(
    fc.array(fc.nat(0xffff), { maxLength: 80 }).map((codes) => String.fromCharCode(...codes)),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((each) => each.join('')),
  )
  const flows = [null, turn(brain, '查订单').flow, turn(brain, '取消订单 T-1234').flow]
  fc.assert(
    fc.property(
      any,
      fc.array(any, { maxLength: 4 }),
      fc.constantFrom(...flows),
      fc.boolean(),
      (text, earlier, flow, clarified) => {
        const context = { ...fresh, earlier, flow, clarified }
        const reading = brain.understand(text, context)
        expect(readingSchema.parse(reading)).toEqual(reading)
        const decision = brain.answer(reading, context)
        if ('sentences' in decision) expect(decision.sentences.join('').trim()).not.toBe('')
      },
    ),
    { verbose: 1 },
  )
})

test('an embedding provider may order what is near anew, for reading and answering alike', () => {
  const message = 'something about a present'
  const candidates = brain.candidates(message)
  expect(candidates.every(({ article }) => article !== 'staff-refund-limits')).toBe(true)
  const nearest = [
    { article: 'gift-wrap', score: 0.8, passage: 0 },
    { article: 'invoice', score: 0.1 },
  ]
  const context = { ...fresh, locale: 'en' as const, nearest }
  const reading = brain.understand(message, context)
  expect(reading.nearest[0]).toEqual({ article: 'gift-wrap', score: 0.8, passage: 0 })
  expect(brain.answer(reading, context)).toMatchObject({ do: 'answer', citations: [{ article: 'gift-wrap' }] })
  expect(turn(brain, message, { locale: 'en' }).do).not.toBe('answer')
})

test('what holds no longer is neither answered nor hidden behind its neighbour, and the reason is told', () => {
  const over = shop.articles.map((each) => (each.id === 'gift-wrap' ? { ...each, expiresAt: '2026-12-01' } : each))
  const dated = brainOf({ ...shop, articles: over })
  const at = (moment: string) => turn(dated, 'do you wrap gifts?', { locale: 'en', now: Date.parse(moment) })
  expect(at('2026-11-30')).toMatchObject({ do: 'answer', citations: [{ article: 'gift-wrap' }] })
  const late = at('2026-12-01')
  expect(late.do).not.toBe('answer')
  expect(late.why).toContainEqual({ step: 'retrieval', code: 'expired', detail: 'gift-wrap 1.00' })
})

test('an article in another language is answered in that one, and the reason says so', () => {
  expect(turn(brain, '能開增值稅發票嗎', { locale: 'zh-TW' }).why).toContainEqual({
    step: 'retrieval',
    code: 'other-language',
    detail: 'zh-CN',
  })
})

test('an article clearly nearer than the one of a sure intent answers, unless the intent has a tag', () => {
  const cups = {
    id: 'return-cups',
    locale: 'en' as const,
    title: 'Returning cups that broke on the way',
    scene: 'after-sale' as const,
    questions: ['How do I return cups that broke?', 'Can I return cups that broke on the way?'],
    body: 'Send us a photo of the cups that broke. You need not return them.',
    audience: 'public' as const,
  }
  const message = 'I want to return cups that broke'
  const articles = [...shop.articles, cups]
  const cited = (intents: typeof shop.intents) =>
    turn(brainOf({ ...shop, articles, intents }), message, { locale: 'en' })
  expect(brainOf({ ...shop, articles }).understand(message, fresh).intent).toMatchObject({ id: 'return-item' })
  expect(cited(shop.intents)).toMatchObject({ citations: [{ article: 'return-cups' }] })
  const tagged = shop.intents.map((each) => (each.id === 'return-item' ? { ...each, tags: ['high-risk'] } : each))
  expect(cited(tagged)).not.toMatchObject({ citations: [{ article: 'return-cups' }] })
})
