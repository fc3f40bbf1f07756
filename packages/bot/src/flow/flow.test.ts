import type { ActionResult, BotContext, Decision, FlowState } from '@baton/protocol'
import { expect, test } from 'vitest'
import { brainOf, said, shop, turn } from '../fixtures/shop.ts'

const brain = brainOf(shop)
const codes = (decision: Decision) => decision.why.map(({ step, code }) => `${step}:${code}`)
const found: ActionResult = { action: 'order.get', ok: true, data: { state: 'shipped', eta: '12-01' } }
const failed = (code: string): ActionResult => ({ action: 'order.get', ok: false, code })
const asked = () => turn(brain, '查订单')
/** An order looked up as far as the call. */
const called = (message = '查订单 T-1234', context: Partial<BotContext> = {}) => turn(brain, message, context)

test('asks for what it needs, then acts, then tells', () => {
  const first = asked()
  expect(first).toMatchObject({ do: 'ask', sentences: ['订单号是多少？'] })
  const second = turn(brain, 't 1234', { flow: first.flow })
  expect(second).toMatchObject({ do: 'act', action: 'order.get', input: { number: 'T-1234' } })
})

test('fills the slot from the first message at once', () => {
  const act = called('Where is order T-1234?', { locale: 'en' })
  expect(act).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
  const told = turn(brain, 'Where is order T-1234?', { locale: 'en', flow: act.flow }, found)
  expect(told).toMatchObject({
    do: 'answer',
    flow: { ended: true, slots: { order: 'T-1234' }, results: {} },
    citations: [{ article: 'return-policy', title: 'Returns within 14 days' }],
  })
  expect(said(told)).toBe('Order T-1234 is on its way. It arrives on 12-01. Thank you for waiting.')
})

test('a bare number starts the first flow that takes it', () => {
  expect(called('T-1234')).toMatchObject({ do: 'act', action: 'order.get' })
})

test('a number said earlier in the case is taken over, unless there are two or another is wanted', () => {
  expect(turn(brain, '查订单', { earlier: ['T-1234'] })).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
  expect(turn(brain, '查订单', { earlier: ['T-1234', 'T-5678'] }).do).toBe('ask')
  expect(turn(brain, '查另一个订单', { earlier: ['T-1234'] }).do).toBe('ask')
})

test('asks again, and after the last try goes where the flow says', () => {
  const again = turn(brain, '嗯这个嘛那什么', { flow: asked().flow })
  expect(again).toMatchObject({ do: 'ask', flow: { tries: 1 } })
  expect(said(again)).toContain('这不像订单号')
  const over = turn(brain, '呃那个什么来着', { flow: again.flow })
  expect(over).toMatchObject({ do: 'answer', flow: null, options: [{ label: '转人工', text: '转人工' }] })
  expect(codes(over)).toContain('flow:gave-up')
})

test('does not insist when the customer has no number', () => {
  const over = turn(brain, '我不知道单号', { flow: asked().flow })
  expect(said(over)).toBe('订单号在邮件里。')
  expect(brain.understand('我不知道单号', { ...context(asked().flow) }).recognised).toBe(true)
})

test('a number without its letters is understood where it was asked for', () => {
  expect(turn(brain, '1234', { flow: asked().flow })).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
})

test('an unknown order is said to be so, forgotten and asked anew', () => {
  const act = called()
  const unknown = turn(brain, '查订单 T-1234', { flow: act.flow }, failed('not_found'))
  expect(unknown).toMatchObject({ do: 'ask', flow: { slots: {}, tries: 0 } })
  expect(said(unknown)).toBe('没有查到 T-1234。订单号是多少？')
  expect(turn(brain, 'T-5678', { flow: unknown.flow })).toMatchObject({ do: 'act', input: { number: 'T-5678' } })
})

test.each(['timeout', 'unavailable', 'malformed'])(
  '%s goes to the branch for errors and always offers a person',
  (code) => {
    const down = turn(brain, '查订单 T-1234', { flow: called().flow }, failed(code))
    expect(down).toMatchObject({ do: 'answer', sentences: ['系统没有回应。'], flow: { ended: true } })
    expect(down).toMatchObject({ options: [{ label: '呼叫店员', text: '呼叫店员' }] })
    expect(codes(down)).toContain('action:failed')
  },
)

test('a flow may end with a person', () => {
  const lost = turn(brain, '查订单 T-1234', { flow: called().flow }, { ...found, data: { state: 'lost' } })
  expect(lost).toMatchObject({ do: 'handoff', sentences: ['人工客服帮你找。'], flow: null })
})

test('a question in between is answered, and the number still finds its task', () => {
  const ask = turn(brain, '取消订单')
  const aside = turn(brain, '绿茶泡几分钟', { flow: ask.flow })
  expect(aside).toMatchObject({ do: 'answer', citations: [{ article: 'brew-green' }] })
  expect(codes(aside)).toContain('flow:paused')
  expect(turn(brain, 'T-1234', { flow: aside.flow })).toMatchObject({ do: 'ask', sentences: ['确定取消 T-1234 吗？'] })
  const gone = turn(brain, '你们老板是谁来着', { flow: aside.flow })
  expect(gone).toMatchObject({ do: 'abstain', flow: null })
})

test('another task takes the place of the first', () => {
  const other = turn(brain, '取消订单', { flow: asked().flow })
  expect(other).toMatchObject({ do: 'ask', flow: { flow: 'cancel-order' } })
  expect(turn(brain, '取消订单 T-1234', { flow: asked().flow })).toMatchObject({ do: 'ask', flow: { step: 'sure' } })
})

test('the customer can call it off', () => {
  for (const word of ['算了', '不查了', 'never mind', 'cancel']) {
    const off = turn(brain, word, { flow: asked().flow })
    expect(off).toMatchObject({ do: 'answer', flow: null })
    expect(codes(off)).toContain('flow:called-off')
  }
})

test('politeness in between is no wrong answer', () => {
  const thanked = turn(brain, '谢谢', { flow: asked().flow })
  expect(thanked).toMatchObject({ do: 'ask', flow: { tries: 0 } })
  expect(said(thanked)).toContain('订单号是多少？')
})

test('yes goes on, no does not, and what was said before a call is said after it', () => {
  const sure = turn(brain, '取消订单 T-1234')
  expect(sure).toMatchObject({ do: 'ask', sentences: ['确定取消 T-1234 吗？'] })
  expect(said(turn(brain, '不要', { flow: sure.flow }))).toBe('订单保留。')
  const act = turn(brain, '好的', { flow: sure.flow })
  expect(act).toMatchObject({ do: 'act', action: 'order.cancel', input: { number: 'T-1234' } })
  const done = turn(brain, '好的', { flow: act.flow }, { action: 'order.cancel', ok: true, data: null })
  expect(said(done)).toBe('正在取消。已取消。')
})

test('a yes before the question answers nothing', () => {
  expect(turn(brain, '是，取消订单 T-1234')).toMatchObject({
    do: 'ask',
    flow: { step: 'sure', slots: { order: 'T-1234' } },
  })
})

test('a yes after a question in between leads back to the question, and confirms nothing', () => {
  const sure = turn(brain, '取消订单 T-1234')
  const aside = turn(brain, '绿茶泡几分钟', { flow: sure.flow })
  expect(aside.flow).toMatchObject({ step: 'sure' })
  expect(said(aside)).toContain('“取消订单”还要接着办吗？')
  const back = turn(brain, '好的', { flow: aside.flow })
  expect(back).toMatchObject({ do: 'ask', sentences: ['确定取消 T-1234 吗？'], flow: { step: 'sure' } })
  expect(turn(brain, '好的', { flow: back.flow })).toMatchObject({ do: 'act', action: 'order.cancel' })
  expect(turn(brain, '不用了', { flow: aside.flow })).toMatchObject({ do: 'answer', flow: null })
})

test('a flow of an older pack, or the result of another action, is let go', () => {
  const gone: FlowState = { flow: 'gone', step: 'ask', slots: {}, results: {}, tries: 0 }
  expect(turn(brain, '绿茶泡几分钟', { flow: gone })).toMatchObject({ do: 'answer', flow: null })
  expect(turn(brain, 'T-1234', { flow: gone }, found)).toMatchObject({ do: 'abstain', flow: null })
  expect(turn(brain, 'T-1234', { flow: called().flow }, { ...found, action: 'order.cancel' }).do).toBe('abstain')
})

test('does not change the state it was given', () => {
  const { flow } = asked()
  const before = structuredClone(flow)
  turn(brain, 'T-1234', { flow })
  expect(flow).toEqual(before)
})

function context(flow: FlowState | null): BotContext {
  return { locale: 'zh-CN', earlier: [], flow, clarified: false, customer: { name: null, tier: null } }
}
