import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CODE, shippedShop } from './shop.ts'

const shop = shippedShop()

/** What customers may say, in any order: tasks, answers to any question, corrections, changes of mind, and noise. */
const SAYINGS = [
  ...['查订单', '我要退货', '改收货地址', '忘记密码了', '开发票', '台灯不亮了', '退款到哪了', '快递到哪了'],
  ...['where is my order', 'I want to return something', 'I need an invoice', 'my lamp does not light'],
  ...['SO10042', '10048', 'SO99999', '第二个', '最后一个', '2', 'the first one', '蜡烛', '坏了', '个人', '企业'],
  ...['是', '不是', 'yes', 'no', '好的', '不对，是 SO10035', '不是10042,是10048', 'the other order', '抬头错了'],
  ...['算了', 'never mind', '谢谢', 'hello', '我不知道', '运费多少', 'how long does delivery take?', CODE],
  ...['杭州市西湖区文三路 1 号', 'lilei@example.com', '91330106MA27XL5T3K', '???', '', '😀', 'x'.repeat(300)],
]

/** Turns of one task that may ask without end: nobody is asked the same more often. */
const MOST_ASKED_ALIKE = 4

test('whatever is said in whatever order, every answer says something, and no question is asked without end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...SAYINGS), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(null, 'cus_lilei', 'cus_hanmeimei'),
      async (messages, id) => {
        const talk = shop.talking.with({ id }, 'zh-CN')
        for (const message of messages) {
          const { text, decision } = await talk.say(message)
          expect(text.trim()).not.toBe('')
          // It asks, and says what for; or it waits for nothing.
          if (decision.do === 'ask') expect(decision.flow).not.toBeNull()
          expect(text).not.toMatch(/\{[\w.|]+\}/)
        }
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test.each(['我要退货', '开发票', '改收货地址', 'where is my order', '台灯不亮了', '忘记密码了'])(
  'noise without end after %s comes to an end',
  async (task) => {
    const talk = shop.talking.with({ id: 'cus_lilei' }, 'zh-CN')
    await talk.say(task)
    const asked = new Map<string, number>()
    for (let n = 0; n < 20; n += 1) {
      const { decision } = await talk.say(`嗯哼 ${'啊'.repeat(n)}`)
      const step = decision.flow && !decision.flow.ended ? decision.flow.step : null
      if (step === null) return
      asked.set(step, (asked.get(step) ?? 0) + 1)
      expect(asked.get(step), step).toBeLessThanOrEqual(MOST_ASKED_ALIKE)
    }
    throw new Error('it goes on asking')
  },
)
