import { describe, expect, test } from 'vitest'
import { brainOf, fresh, said, shop, turn } from './fixtures/shop.ts'

const tea = brainOf(shop)
const cited = (decision: ReturnType<typeof turn>) =>
  decision.do === 'answer' ? decision.citations.map(({ article }) => article) : []
const options = (decision: ReturnType<typeof turn>) =>
  'options' in decision ? decision.options.map(({ label }) => label) : []

describe('several questions in one message', () => {
  test.each([
    [
      'en',
      'Do you wrap gifts? Can I get an invoice?',
      'Gift wrapping:\nWe wrap any tin',
      'Invoices:\nThe invoice is in',
    ],
    ['zh-CN', '可以礼品包装吗？怎么开发票？', '礼品包装：\n每罐茶都可以', '开发票：\n在“我的订单”里'],
    ['zh-TW', '可以退貨嗎？可以禮品包裝嗎？', '14 天鑑賞退貨：\n未拆封的商品', '礼品包装：\n每罐茶都可以'],
  ] as const)('%s: each is answered under its name, and cited', (locale, message, first, second) => {
    const decision = turn(tea, message, { locale })
    expect(decision).toMatchObject({ do: 'answer', flow: null })
    expect(said(decision)).toContain(first)
    expect(said(decision)).toContain(`\n\n${second}`)
    expect(cited(decision)).toHaveLength(2)
  })

  test('a task is begun last, and asks', () => {
    const decision = turn(tea, 'Where is my order? Do you wrap gifts?', { locale: 'en' })
    expect(said(decision)).toMatch(/^Gift wrapping:\n.*\n\nOrder status:\nWhat is the order number\?$/s)
    expect(decision).toMatchObject({ do: 'answer', flow: { flow: 'order-status', step: 'ask' } })
    expect(decision.flow?.results).toEqual({})
  })

  test('what was answered waits while the task acts, and is said with what came of it', () => {
    const message = 'Where is my order T-1234? Do you wrap gifts?'
    const acts = turn(tea, message, { locale: 'en' })
    expect(acts).toMatchObject({ do: 'act', action: 'order.get', input: { number: 'T-1234' } })
    const data = { state: 'shipped', eta: '2026-12-01' }
    const told = turn(tea, message, { locale: 'en', flow: acts.flow }, { action: 'order.get', ok: true, data })
    expect(said(told)).toMatch(/^Gift wrapping:\nWe wrap .*\n\nOrder status:\nOrder T-1234 is on its way\./s)
    expect(cited(told)).toEqual(['gift-wrap', 'return-policy'])
  })

  test('of two tasks one is begun, and it says which; the other is a button', () => {
    const decision = turn(tea, '我的订单到哪了？订单怎么取消？', { locale: 'zh-CN' })
    expect(said(decision)).toMatch(/^先办“查订单”，之后再看取消订单。订单号是多少？/)
    expect(options(decision)).toContain('取消订单')
    expect(decision.flow?.flow).toBe('order-status')
  })

  test('in the middle of a task none is begun, and the task goes on', () => {
    const asked = turn(tea, 'where is my order', { locale: 'en' })
    const aside = turn(tea, 'Do you wrap gifts? How do I return something? Please cancel my order, can you?', {
      locale: 'en',
      earlier: ['where is my order'],
      flow: asked.flow,
    })
    expect(cited(aside)).toEqual(['gift-wrap', 'return-policy'])
    expect(said(aside)).toContain('What is the order number?')
    expect(aside.flow?.flow).toBe('order-status')
  })

  test.each([
    ['en', 'Do you wrap gifts? Can I get an invoice? Do you sell boats?', /what “Do you sell boats” means/],
    ['zh-CN', '可以礼品包装吗？怎么开发票？你们卖船吗？', /“你们卖船吗”我没有把握/],
  ] as const)('%s: what is below the bar is not guessed at', (locale, message, words) => {
    const decision = turn(tea, message, { locale })
    expect(said(decision)).toMatch(words)
    expect(cited(decision)).toEqual(['gift-wrap', 'invoice'])
  })

  test('the same asked twice, and one question with its reasons, are one', () => {
    const twice = turn(tea, 'Do you wrap gifts? Can you add a greeting card?', { locale: 'en' })
    expect(twice.why.map(({ code }) => code)).not.toContain('several')
    const one = turn(tea, 'My cup came broken. Do you wrap gifts?', { locale: 'en' })
    expect(one.why.map(({ code }) => code)).not.toContain('several')
  })

  test('is understood: no miss for the rules', () => {
    const reading = tea.understand('Do you wrap gifts? Can I get an invoice?', { ...fresh, locale: 'en' })
    expect(reading.recognised).toBe(true)
  })
})
