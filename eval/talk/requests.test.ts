import { describe, expect, test } from 'vitest'
import { CODE, shippedShop, walk } from './shop.ts'

const shop = shippedShop()
const lilei = { id: 'cus_lilei' }
const hanmeimei = { id: 'cus_hanmeimei' }
const linyijun = { id: 'cus_linyijun' }
const guest = { id: null }

describe('returns', () => {
  test('everything in one sentence: read back, then registered', async () => {
    const talk = shop.talking.with(hanmeimei, 'zh-CN')
    const asked = await talk.say('SO10035 的香薰蜡烛坏了，我要退货')
    expect(asked.text).toBe('核对一下：订单 SO10035，退松脂香薰蜡烛，原因：有破损或故障。确认提交吗？')
    const done = await talk.say('确认')
    expect(done.did).toEqual(['returns.create: ok'])
    expect(done.text).toMatch(/^退货申请 R\d+ 已登记。请在 \d{4}-\d{2}-\d{2} 前寄出/)
    expect(talk.facts).toContain('item=松脂香薰蜡烛 (business)')
  })

  test('step by step in English, corrected on the way, interrupted and taken up again', async () => {
    const talk = shop.talking.with(hanmeimei, 'en')
    const listed = await talk.say('I want to return something')
    expect(listed.options).toContain('SO10035 · 柳编篮')
    expect((await talk.say('SO10026')).text).toContain('I cannot find order SO10026 among your orders')
    // What is left of the order is taken without a question.
    expect((await talk.say('SO10035')).text).toBe('Why would you like to return it?')
    const aside = await talk.say('how much is shipping?')
    expect(aside.text).toMatch(/Back to “Return request”: ?Why would you like to return it\?$/)
    expect((await talk.say('it is broken')).text).toContain('because: damaged or faulty')
    expect((await talk.say('no, the reason is wrong')).text).toBe('Why would you like to return it?')
    expect((await talk.say('4')).text).toContain('because: no longer wanted')
    const off = await talk.say('no')
    expect(off.text).toContain('nothing was sent')
    expect(off.did).toEqual([])
  })

  test.each([
    ['zh-CN', lilei, '退货 SO10026', '七天退货期'],
    ['zh-CN', lilei, '退货 SO10042', '还没有送达'],
    ['en', lilei, 'return order SO10013', 'was cancelled'],
    ['en', lilei, 'I want to return SO10033', 'refund for order SO10033 is already under way'],
    ['zh-TW', guest, '我要退貨', '請先在網站登入'],
  ] as const)('%s: says why not: %s %s', async (locale, customer, message, reason) => {
    const reply = await shop.talking.with(customer, locale).say(message)
    expect(reply.text).toContain(reason)
    expect(reply.did.join()).not.toContain('returns.create')
  })

  test('the shop is down: nothing was registered, and it says so', async () => {
    const talk = shop.talking.with(linyijun, 'zh-TW')
    await shop.talking.fault('down')
    try {
      expect((await talk.say('我要退貨 SO10036')).text).toContain('沒有登記成功')
    } finally {
      await shop.talking.fault('none')
    }
  })
})

describe('a new address', () => {
  test('only for who gave the code; read back by the shop, phone and all', async () => {
    const talk = shop.talking.with(lilei, 'zh-CN')
    expect((await talk.say('我想改收货地址')).options).toEqual(['SO10048 · 亚麻抱枕'])
    const code = await talk.say('第一个')
    expect(code.did).toEqual(['order.get: ok', 'baton.code.send: ok'])
    expect((await talk.say(CODE)).text).toContain('新的收货地址是什么')
    expect((await talk.say('文三路')).text).toContain('地址不完整')
    const readBack = await talk.say('杭州市西湖区文三路 1 号 3 幢 201，李雷 13800138000')
    expect(readBack.text).toMatch(/将寄到：杭州市西湖区文三路 1 号 3 幢 201.*13800138000。对吗？/)
    expect((await talk.say('不对')).text).toContain('新的收货地址是什么')
    await talk.say('杭州市西湖区文三路 2 号 3 幢 201')
    const done = await talk.say('对')
    expect(done.did).toEqual(['address.change: ok'])
    expect(done.text).toContain('文三路 2 号')
    // Proved for this purpose already, and not asked again.
    expect((await walk(talk, '再改一下 SO10048 的收货地址')).did).not.toContain('baton.code.send: ok')
  })

  test.each([
    ['en', guest, 'change my delivery address', 'Please sign in'],
    ['zh-CN', guest, '改收货地址', '请先在网站登录'],
    ['en', lilei, 'change the address of SO10042', 'can no longer be changed here'],
  ] as const)('%s: says why not', async (locale, customer, message, reason) => {
    expect((await shop.talking.with(customer, locale).say(message)).text).toContain(reason)
  })

  test('no code, no change: three other answers end it, and so does a word', async () => {
    const talk = shop.talking.with(lilei, 'en')
    await walk(talk, 'change the address of SO10048', 'what', 'hm', 'dunno')
    expect(talk.replies.map(({ text }) => text).join()).toContain('nothing was changed')
    expect(talk.replies.flatMap(({ did }) => did).join()).not.toContain('address.')
    expect((await walk(talk, 'change the address of SO10048', 'never mind')).text).toContain('I stopped that')
  })
})

describe('a password', () => {
  test('by code and link, and never said here', async () => {
    const talk = shop.talking.with(lilei, 'zh-CN')
    expect((await talk.say('忘记密码了')).text).toContain('不要发密码')
    expect((await talk.say('hunter2')).text).toContain('不要在聊天里发密码')
    const done = await talk.say(CODE)
    expect(done.did).toEqual(['baton.code.check: ok', 'password.reset: ok'])
    expect(done.text).toContain('li••••@example.com')
    expect(talk.facts.join()).not.toContain('code')
  })

  test('a guest is told what they can do themselves', async () => {
    expect((await shop.talking.with(guest, 'en').say('I forgot my password')).text).toContain('tap “Forgot password”')
  })
})

describe('an invoice', () => {
  test('for a company, the tax number checked, the address opened for the shop only', async () => {
    const talk = shop.talking.with(lilei, 'zh-CN')
    await walk(talk, '开发票', 'SO10042', '企业', '港松科技有限公司')
    expect((await talk.say('税号是 12345')).text).toContain('这不像税号')
    const readBack = await talk.say('税号是 91330106MA27XL5T3K')
    expect(readBack.text).toBe('订单 SO10042 的企业发票，抬头：港松科技有限公司，税号：91330106MA27XL5T3K。对吗？')
    expect((await talk.say('抬头错了')).text).toBe('发票抬头写什么？')
    expect((await talk.say('Harbour and Pine Trading Limited')).text).toContain(
      '抬头：Harbour and Pine Trading Limited',
    )
    expect((await talk.say('对')).text).toBe('电子发票发到哪个邮箱？')
    const done = await talk.say('lilei@example.com')
    expect(done.text).toMatch(/^发票 I\d+ 已开，抬头 Harbour and Pine Trading Limited，会发到 li••••@example\.com/)
    expect(talk.facts.join()).not.toContain('lilei@')
  })

  test('personal, in English, without a tax number', async () => {
    const talk = shop.talking.with(lilei, 'en')
    const done = await walk(
      talk,
      'I need an invoice for SO10042',
      'personal',
      'Li Lei',
      'yes',
      'send it to lilei@example.com',
    )
    expect(done.did).toEqual(['invoices.create: ok'])
    expect((await shop.talking.with(guest, 'en').say('I need an invoice')).text).toContain('Please sign in')
  })
})
