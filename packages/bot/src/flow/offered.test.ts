import type { BotContext, Decision, Fact } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { brainOf, said, shop, turn } from '../fixtures/shop.ts'

const tea = brainOf(shop)
const HOUR = 3_600_000
const now = Date.UTC(2026, 10, 26, 12)
const number: Fact = { label: 'order_number', value: 'T-1234', verified: 'said' }
const known = (locale: BotContext['locale']): Partial<BotContext> => ({
  locale,
  now,
  earlier: ['T-1234'],
  facts: [number],
  reopened: { at: now - HOUR, earlier: 1, facts: [number] },
})
const next = (decision: Decision, context: Partial<BotContext>, message: string) =>
  turn(tea, message, { ...context, earlier: [...(context.earlier ?? []), 'again'], flow: decision.flow })

describe('what was spoken of before the case was opened again', () => {
  test.each([
    ['en', 'where is my order', 'Is it still about T-1234?', 'yes', 'no', 'What is the order number?'],
    ['zh-CN', '我的订单到哪了', '还是 T-1234 吗？', '是的', '不是', '订单号是多少？'],
    ['zh-TW', '我的訂單到哪了', '還是 T-1234 嗎？', '是的', '不是', '訂單編號是多少？'],
  ] as const)('%s: is offered, and taken or not', (locale, message, offer, yes, no, open) => {
    const asked = turn(tea, message, known(locale))
    expect(asked).toMatchObject({ do: 'ask', flow: { slots: {} } })
    expect(said(asked)).toBe(offer)
    expect(next(asked, known(locale), yes)).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
    const refused = next(asked, known(locale), no)
    expect(refused).toMatchObject({ do: 'ask', flow: { slots: {}, results: {} } })
    expect(said(refused)).toBe(open)
    expect(said(next(refused, known(locale), yes))).not.toBe(offer)
    expect(next(asked, known(locale), 'T-9999')).toMatchObject({ do: 'act', input: { number: 'T-9999' } })
  })

  test('is used where they say so, or have said it again', () => {
    const earlier = turn(tea, 'where is the order I asked about before', known('en'))
    expect(earlier).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
    const again = { ...known('en'), earlier: ['T-1234', 'T-1234'] }
    expect(turn(tea, 'where is my order', again)).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
  })

  test('is asked for openly where there was more than one, or another is meant', () => {
    const two = { ...known('en'), earlier: ['T-1234 and T-5678'] }
    expect(said(turn(tea, 'where is my order', two))).toBe('What is the order number?')
    expect(said(turn(tea, 'where is my other order', known('en')))).toBe('What is the order number?')
  })

  test('a task of before hands its number to no other one unasked, a task of now does', () => {
    const flow = {
      flow: 'order-status',
      step: 'ask',
      slots: { order_number: 'T-1234' },
      results: {},
      tries: 0,
      ended: true as const,
    }
    const stale = { ...known('en'), earlier: ['hi'], facts: [], flow: { ...flow, at: now - 2 * HOUR } }
    const old = turn(tea, 'where is my order', { ...stale, reopened: { at: now - HOUR, earlier: 1, facts: [] } })
    expect(old).toMatchObject({ do: 'ask', flow: { slots: {} } })
  })

  test('a question in between is answered, and the offer stands', () => {
    const asked = turn(tea, 'where is my order', known('en'))
    const aside = next(asked, known('en'), 'do you wrap gifts?')
    expect(said(aside)).toContain('Shall we go on with “Order status”?')
    const back = next(aside, known('en'), 'yes')
    expect(said(back)).toBe('Is it still about T-1234?')
    expect(next(back, known('en'), 'yes')).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
  })

  test('a no with another wish is that wish', () => {
    const asked = turn(tea, 'where is my order', known('en'))
    expect(next(asked, known('en'), 'no, how do I return something?')).toMatchObject({
      do: 'answer',
      citations: [{ article: 'return-policy' }],
    })
  })
})
