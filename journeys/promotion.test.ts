import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from './agent.ts'
import { expectAccessible, launch } from './browser.ts'
import { Customer } from './customer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** The same journey as two customers live it: what they write, and what the pages say. */
const SCRIPTS = {
  'zh-CN': {
    customer: 'cus_lilei',
    question: '发货后几天能到？',
    sources: '来源',
    whereIsIt: '我的订单到哪了',
    asksNumber: /请发一下订单号/,
    number: 'so10042',
    status: /SO10042.*已发货/,
    person: '转人工',
    place: /下一位就是你|前面还有/,
    joined: 'Lin 已接入',
    brief: ['来自登录信息', '订单系统已确认', /“转人工”/, 'SO10043'],
    typed: '您好',
    typing: 'Lin正在输入',
    reply: '您好，我是 Lin，正在看您的订单。',
    seen: '已读',
    thanks: '好的，谢谢',
    note: '已催促承运商，明天送达',
    botIsBack: '智能助手继续为你服务',
    shipping: '运费怎么算',
    resolution: '包裹明天送达，已补发 10 元优惠券。',
    summary: '服务小结',
    tag: '响应快',
    comment: '很满意',
    rated: '你给本次服务打了 5 分，感谢评价。',
    ratedAtDesk: /评分 5 分/,
  },
  en: {
    customer: 'cus_emma',
    question: 'How long does delivery take?',
    sources: 'Sources',
    whereIsIt: 'Where is my order?',
    asksNumber: /What is your order number/,
    number: 'so10041',
    status: /SO10041 is out for delivery/,
    person: 'agent please',
    place: /You are next|in line/,
    joined: 'Lin joined',
    brief: ['from the sign-in', 'checked in the system', /“agent please”/, 'SO10038'],
    typed: 'Hello',
    typing: 'Lin is typing',
    reply: 'Hello, this is Lin. I am looking at your order.',
    seen: 'Seen',
    thanks: 'Great, take your time',
    note: 'Asked the carrier, arrives tomorrow',
    botIsBack: 'The assistant is back',
    shipping: 'How much is shipping?',
    resolution: 'The parcel arrives tomorrow.',
    summary: 'Summary',
    tag: 'Quick',
    comment: 'Very happy',
    rated: 'You rated this 5 of 5. Thank you.',
    ratedAtDesk: 'Rated 5 of 5',
  },
} as const

test.each(['zh-CN', 'en'] as const)(
  '%s: from the shop over the bot to a person and back, with nothing to repeat',
  async (lang) => {
    const words = SCRIPTS[lang]
    const customer = await Customer.visit(browser, lang, words.customer)
    await expectAccessible(customer.page, 'shop, chat closed')
    await customer.openChat()
    await expectAccessible(customer.page, 'widget, empty')

    await customer.say(words.question)
    await customer.sees(words.sources)
    await customer.say(words.whereIsIt)
    await customer.sees(words.asksNumber)
    await customer.say(words.number)
    await customer.sees(words.status)
    await expectAccessible(customer.page, 'widget, conversation')

    const agent = await Agent.open(browser, lang)
    await expectAccessible(agent.page, 'desk, sign-in')
    await agent.signIn(0)
    await expectAccessible(agent.page, 'desk, nothing to do')

    await customer.say(words.person)
    await customer.sees(words.place)
    await expectAccessible(customer.page, 'widget, waiting')
    await agent.offer.waitFor()
    await expectAccessible(agent.page, 'desk, offer')
    await agent.acceptByKey()
    await customer.sees(words.joined)

    // All of it is there at the moment of accept: transcript, brief with facts and rule, profile, orders.
    for (const text of [words.question, words.whereIsIt, words.number, ...words.brief]) await agent.sees(text)
    await expectAccessible(agent.page, 'desk, conversation')

    // The composer has the focus: what is typed after accepting goes to the customer, not into shortcuts.
    await agent.page.keyboard.type(words.typed)
    await customer.sees(words.typing)
    await agent.say(words.reply)
    await customer.sees(words.reply)
    await agent.sees(words.seen)
    await customer.say(words.thanks)
    await agent.sees(words.thanks)

    await agent.end('Alt+b', words.note)
    await customer.sees(words.botIsBack)
    await agent.sees(words.note)
    expect(await customer.said(words.note), 'the note is for staff').toBe(0)
    await customer.say(words.shipping)
    await customer.sees(/99/)

    await customer.askForPerson()
    await agent.acceptByKey()
    await agent.end('Alt+r', words.resolution)
    await customer.sees(words.summary)
    await customer.sees(words.resolution)
    await expectAccessible(customer.page, 'widget, rating')
    await customer.rate(5, words.tag, words.comment)
    await customer.sees(words.rated)
    await agent.sees(words.ratedAtDesk)

    await agent.leave()
    await customer.leave()
  },
)

test('en: three messages nobody understands bring a person, who has it all in English', async () => {
  const customer = await Customer.visit(browser, 'en')
  await customer.openChat()
  await customer.say('How long does delivery take?')
  await customer.sees('Sources')
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(1)
  for (const text of ['flurb the wozzle', 'snark borogove mimsy', 'plugh xyzzy frobnicate']) {
    await customer.say(text)
    await agent.page.waitForTimeout(700)
  }
  await customer.sees('A person is on the way')
  await agent.acceptByKey()
  await customer.sees('Chen joined')
  await agent.sees('flurb the wozzle')
  await agent.sees(/identity not verified|Not verified|unverified/i)
  await agent.say('Hello, this is Chen. How can I help?')
  await customer.sees('Hello, this is Chen. How can I help?')
  await agent.end('Alt+r', 'Explained delivery times.')
  await customer.sees('How did we do?')
  await customer.rate(4, 'Kind', '')
  await customer.sees('You rated this 4 of 5. Thank you.')
  await agent.leave()
  await customer.leave()
})

test('anger goes to a person at once', async () => {
  const customer = await Customer.visit(browser, 'zh-CN', 'cus_hanmeimei')
  await customer.openChat()
  await customer.say('你们太垃圾了，骗子！')
  await customer.sees('将由人工客服接手')
  await customer.stopWaiting()
  await customer.sees('已取消等待，智能助手继续为你服务')
  await customer.leave()
})
