import { type BotContext, type Decision, pack } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { brainOf, said, shop, turn } from '../fixtures/shop.ts'

/** The same shop with numbers nobody keeps in mind. */
const tea = brainOf(
  pack.parse({
    ...shop,
    entities: [{ type: 'order_number', pattern: '(?<![a-z0-9])t[- ]?\\d{8}(?!\\d)', example: 'T-12345678' }],
  }),
)

const CALL = { locale: 'en', spoken: true } as const satisfies Partial<BotContext>
const after = (decision: Decision, message: string, context: Partial<BotContext> = CALL) =>
  turn(tea, message, { ...context, flow: decision.flow })

describe('a long number that was spoken, before anything is changed by it', () => {
  test.each([
    ['en', 'cancel my order t one two three four five six seven eight', 'yes', 'Cancel T-12345678?'],
    ['zh-CN', '取消订单 t 一二三四五六七八', '对', '确定取消 T-12345678 吗？'],
    ['zh-TW', '取消訂單 t 一二三四五六七八', '對', '確定取消 T-12345678 嗎？'],
  ] as const)('%s: is read back once, and used when they agree', (locale, message, yes, then) => {
    const asked = turn(tea, message, { ...CALL, locale })
    expect(asked).toMatchObject({ do: 'ask', flow: { slots: {} } })
    expect(said(asked)).toContain('T-12345678')
    const agreed = after(asked, yes, { ...CALL, locale })
    expect(said(agreed)).toBe(then)
    expect(after(agreed, yes, { ...CALL, locale })).toMatchObject({ do: 'act', input: { number: 'T-12345678' } })
  })

  const asked = turn(tea, 'cancel my order t one two three four five six seven eight', CALL)

  test('a no asks again, also by keypad', () => {
    const again = after(asked, 'no')
    expect(said(again)).toBe('Which order? You can also key it in.')
    expect(again).toMatchObject({ do: 'ask', flow: { slots: {} } })
  })

  test('another number instead is read back in its turn', () => {
    const other = after(asked, 'no, t eight seven six five four three two one')
    expect(said(other)).toBe('I heard T-87654321, is that right?')
    expect(said(after(other, 'yes'))).toBe('Cancel T-87654321?')
  })

  test('what is typed in the chat meanwhile is not', () => {
    expect(said(after(asked, 'T-87654321', { locale: 'en' }))).toBe('Cancel T-87654321?')
  })
})

test('who writes is not asked, and neither is who only wants to know', () => {
  expect(said(turn(tea, 'cancel my order T-12345678', { locale: 'en' }))).toBe('Cancel T-12345678?')
  expect(turn(tea, 'where is my order t one two three four five six seven eight', CALL)).toMatchObject({ do: 'act' })
})
