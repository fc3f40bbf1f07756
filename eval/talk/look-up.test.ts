import { describe, expect, test } from 'vitest'
import { shippedShop, walk } from './shop.ts'

const shop = shippedShop()
const lilei = { id: 'cus_lilei' }
const james = { id: 'cus_james' }
const guest = { id: null }

describe('orders and parcels', () => {
  test('B4 "my order hasn’t come, is it lost?": looked up, a ticket for what stands still, a person offered', async () => {
    const talk = shop.talking.with(james, 'en')
    const listed = await talk.say("my order hasn't come, is it lost?")
    expect(listed.options).toContain('SO10040 · Lambswool throw')
    const found = await talk.say('SO10040')
    expect(found.did).toEqual(['order.get: ok', 'parcel.get: ok', 'tickets.create: ok'])
    expect(found.text).toMatch(/has not moved since .* I have opened ticket T\d+.*Shall I bring a person in\?$/)
    expect(talk.facts.some((fact) => /^ticket=T\d+ \(business\)$/.test(fact))).toBe(true)
    expect((await talk.say('yes')).decision.do).toBe('handoff')
  })

  test('… and in Chinese, where the customer would rather wait', async () => {
    const talk = shop.talking.with(guest, 'zh-CN')
    const found = await talk.say('SO10037 的快递好久没动了，是不是丢了')
    expect(found.text).toMatch(/物流有异常.*工单 T\d+.*要帮你转人工吗？$/)
    expect((await talk.say('不用')).text).toMatch(/^好的。工单号是 T\d+。/)
  })

  test('a number without its letters, then a question that leans on it, then another number', async () => {
    const talk = shop.talking.with(guest, 'zh-CN')
    expect((await talk.say('10042')).text).toContain('订单 SO10042 已发货')
    expect((await talk.say('那什么时候能到')).text).toMatch(/SO10042.*预计 \d{4}/)
    expect((await talk.say('不是10042,是10048')).text).toContain('订单 SO10048 于')
    expect((await talk.say('那退款呢')).text).toContain('订单 SO10048 没有退款记录')
    expect(talk.facts).toContain('order_number=SO10048 (business)')
  })

  test('"when does it arrive?" is about what was just spoken of; "the order I asked about before" too, days later', async () => {
    const talk = shop.talking.with({ id: 'cus_linyijun' }, 'zh-TW')
    await talk.say('SO10044')
    const when = await talk.say('什麼時候會到')
    expect(when.text).toMatch(/^訂單 SO10044 已出貨，預計/)
    await talk.say('你們可以刷卡嗎')
    expect((await talk.say('我之前問的那個訂單')).text).toContain('SO10044')
    const english = shop.talking.with(guest, 'en')
    await walk(english, 'where is order SO10042', 'how do I wash the blanket?')
    expect((await english.say('and the order I asked about before, when will it arrive?')).text).toContain('SO10042')
  })

  test('says what it can do, and takes "forget it" for what it is', async () => {
    const talk = shop.talking.with(guest, 'en')
    expect((await talk.say('what can you do')).text).toContain('I look up orders, parcels and refunds')
    expect((await talk.say('forget it')).decision.do).toBe('answer')
    expect((await shop.talking.with(guest, 'zh-CN').say('你能做什么')).text).toContain('查订单')
  })

  test('"actually the other order" shows the orders again; the third of them is taken by its place', async () => {
    const talk = shop.talking.with(lilei, 'en')
    await talk.say('where is order SO10048')
    const again = await talk.say('actually the other order')
    expect(again.options).toHaveLength(4)
    expect((await talk.say('the third one')).text).toContain('Order SO10042 has shipped')
    // Two are known now.
    expect((await talk.say('no, the other one')).text).toContain('SO10048')
  })

  test.each([
    ['zh-CN', '查订单', '我的鞋子', '随便'],
    ['en', 'where is my order', 'my shoes', 'whatever'],
  ] as const)('%s: who has no number is told where to find it, after two tries', async (locale, ...messages) => {
    const over = await walk(shop.talking.with(guest, locale), ...messages)
    expect(over.decision.why.some(({ code }) => code === 'gave-up')).toBe(true)
    expect(over.options.length).toBeGreaterThan(0)
  })

  test('an unknown number is said to be so and asked anew; the system down is no unknown number', async () => {
    const talk = shop.talking.with(guest, 'zh-CN')
    expect((await talk.say('查订单 SO99999')).text).toContain('没有查到订单 SO99999')
    await shop.talking.fault('down')
    try {
      const down = await talk.say('SO10042')
      expect(down.text).toContain('订单系统现在没有回应')
      expect(down.options).toContain('转人工')
    } finally {
      await shop.talking.fault('none')
    }
  })

  test('a task in the middle of another is done, and the first is taken up where it was', async () => {
    const talk = shop.talking.with({ id: 'cus_hanmeimei' }, 'zh-CN')
    await walk(talk, '我要退货', 'SO10035')
    const inner = await talk.say('先查下退款进度')
    expect(inner.did).toEqual(['refund.get: ok'])
    expect(inner.text).toMatch(/接着办“申请退货”：要退哪一件？$/)
    expect((await talk.say('篮子')).text).toContain('退货的原因是什么')
  })

  test('after hours, and from another place, it asks whether to go on; what was said meanwhile is kept', async () => {
    const talk = shop.talking.with(lilei, 'en')
    await talk.say('I want to track my parcel')
    talk.now += 5 * 3_600_000
    const back = await talk.say('SO10042')
    expect(back.text).toBe('Earlier we were in the middle of “Parcel tracking”. Shall we go on with it?')
    expect((await talk.say('yes')).did).toEqual(['parcel.get: ok', 'order.get: ok'])
    const other = shop.talking.with(lilei, 'en')
    await other.say('I want to track my parcel')
    other.now += 5 * 3_600_000
    expect((await walk(other, 'hm', 'no thanks')).decision.flow).toBeNull()
  })

  test('who asks for a person in the middle gets one, with what was said', async () => {
    const talk = shop.talking.with(james, 'zh-CN')
    await walk(talk, '我要开发票', 'SO10040', '个人')
    expect((await talk.say('转人工')).decision.do).toBe('handoff')
    expect(talk.facts).toEqual(['order_number=SO10040 (business)', 'kind=个人 (said)'])
  })
})

describe('troubleshooting', () => {
  test.each([
    ['zh-CN', '台灯不亮了', '还是不亮', '没用', /工单 T\d+/],
    ['en', 'my lamp does not light', 'no', 'still not', /ticket T\d+/],
  ] as const)('%s: what was tried in vain becomes a ticket', async (locale, trouble, first, second, ticket) => {
    const talk = shop.talking.with(guest, locale)
    const over = await walk(talk, trouble, first, second)
    expect(over.text).toMatch(ticket)
  })

  test('what helped ends it', async () => {
    expect((await walk(shop.talking.with(guest, 'en'), 'my lamp does not light', 'it works now')).text).toContain(
      'Good to hear',
    )
    expect((await walk(shop.talking.with(guest, 'zh-CN'), '台灯不亮了', '好了')).text).toContain('解决了就好')
  })
})
