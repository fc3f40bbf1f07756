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

test('zh-CN: from the shop over the bot to a person and back, with nothing to repeat', async () => {
  const customer = await Customer.visit(browser, 'zh-CN', 'cus_lilei')
  await expectAccessible(customer.page, 'shop, chat closed')
  await customer.openChat()
  await expectAccessible(customer.page, 'widget, empty')

  await customer.say('发货后几天能到？')
  await customer.sees('来源')
  await customer.say('我的订单到哪了')
  await customer.sees(/订单号/)
  await customer.say('so10042')
  await customer.sees(/SO10042.*已发货/)
  await expectAccessible(customer.page, 'widget, conversation')

  const agent = await Agent.open(browser, 'zh-CN')
  await expectAccessible(agent.page, 'desk, sign-in')
  await agent.signIn(0)
  await expectAccessible(agent.page, 'desk, nothing to do')

  await customer.say('转人工')
  await customer.sees(/下一位就是你|前面还有/)
  await expectAccessible(customer.page, 'widget, waiting')
  await agent.offer.waitFor()
  await expectAccessible(agent.page, 'desk, offer')
  await agent.acceptByKey()
  await customer.sees('Lin 已接入')

  // All of it is there at the moment of accept: transcript, brief with facts and rule, profile, orders.
  for (const text of [
    '发货后几天能到？',
    'so10042',
    '我的订单到哪了',
    '来自登录信息',
    '订单系统已确认',
    /“转人工”/,
    'SO10043',
  ]) {
    await agent.sees(text)
  }
  await expectAccessible(agent.page, 'desk, conversation')

  // The composer has the focus: what is typed after accepting goes to the customer, not into shortcuts.
  await agent.page.keyboard.type('您好')
  await customer.sees('Lin正在输入')
  await agent.say('您好，我是 Lin，正在看您的订单。')
  await customer.sees('您好，我是 Lin，正在看您的订单。')
  await agent.sees('已读')
  await customer.say('好的，谢谢')
  await agent.sees('好的，谢谢')

  await agent.end('Alt+b', '已催促承运商，明天送达')
  await customer.sees('智能助手继续为你服务')
  await agent.sees('已催促承运商，明天送达')
  expect(await customer.said('已催促承运商，明天送达'), 'the note is for staff').toBe(0)
  await customer.say('多久可以退货')
  await customer.sees(/7 ?天/)

  await customer.askForPerson()
  await agent.acceptByKey()
  await agent.end('Alt+r', '包裹明天送达，已补发 10 元优惠券。')
  await customer.sees('服务小结')
  await customer.sees('包裹明天送达，已补发 10 元优惠券。')
  await expectAccessible(customer.page, 'widget, rating')
  await customer.rate(5, '响应快', '很满意')
  await customer.sees(/5 分/)
  await agent.sees(/评分 5 分/)

  await agent.leave()
  await customer.leave()
})

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
