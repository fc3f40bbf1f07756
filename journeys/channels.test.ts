import { randomBytes, randomInt } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from './agent.ts'
import { bothClocksOf } from './both-clocks.ts'
import { expectAccessible, launch } from './browser.ts'
import { Customer } from './customer.ts'
import { accountOn, behave, type ChannelAccount, Phone } from './phone.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

async function weChat(): Promise<ChannelAccount> {
  const appId = `wx${randomBytes(8).toString('hex')}`
  return accountOn('wechat', appId, {
    channel: 'wechat',
    name: '海港与松',
    settings: { appId },
    secrets: {
      token: randomBytes(8).toString('hex'),
      aesKey: `${randomBytes(21).toString('hex')}A`,
      appSecret: randomBytes(16).toString('hex'),
    },
  })
}

const telegram = (): Promise<ChannelAccount> => {
  const botToken = `${randomInt(1e8, 1e9)}:${randomBytes(20).toString('hex')}`
  return accountOn('telegram', botToken, {
    channel: 'telegram',
    name: 'Harbour & Pine',
    settings: { botName: 'harbour_pine_bot' },
    secrets: { botToken, secretToken: randomBytes(16).toString('hex') },
  })
}

const whatsApp = (): Promise<ChannelAccount> => {
  const phoneNumberId = String(randomInt(1e10, 1e11))
  return accountOn('whatsapp', phoneNumberId, {
    channel: 'whatsapp',
    name: 'Harbour & Pine',
    settings: { phoneNumberId, number: '+15550783881' },
    secrets: {
      appSecret: randomBytes(16).toString('hex'),
      verifyToken: randomBytes(16).toString('hex'),
      accessToken: randomBytes(32).toString('hex'),
    },
    templates: [
      { name: 'still_there', language: 'en_US', text: 'Hello {{1}}, we have news of your case. Reply to read it.' },
    ],
  })
}

const aNumber = (): string => String(randomInt(1e10, 1e11))

test('zh-CN: from the page to WeChat and back, a person in between, and nobody says anything twice', async () => {
  const phone = new Phone(await weChat(), `o${randomBytes(13).toString('hex')}`, '小周')
  const customer = await Customer.visit(browser, 'zh-CN')
  await customer.openChat()
  await customer.say('发货后几天能到？')
  await customer.sees('来源')

  // The code is shown on the page and typed in WeChat, which asks before anything is connected.
  const code = await customer.codeToContinue()
  await expectAccessible(customer.page, 'widget, ways to continue')
  await phone.say(code)
  await phone.sees('要把这个聊天和')
  await phone.say('是')
  await phone.sees('已连接')

  // A question begun in WeChat is answered on the page: the flow keeps what it has.
  await phone.say('我的订单到哪了')
  await phone.sees(/请发一下订单号/)
  await customer.sees('我的订单到哪了')
  await customer.say('so10042')
  await customer.sees(/SO10042/)

  await phone.say('转人工')
  const agent = await Agent.open(browser, 'zh-CN')
  await agent.signIn(0)
  await agent.acceptByKey()
  for (const text of ['发货后几天能到？', '我的订单到哪了', 'so10042', '微信']) await agent.sees(text)
  await expectAccessible(agent.page, 'desk, a conversation by WeChat')
  await phone.sees('Lin 已')

  // Answers go where the customer spoke last, and to the page while it is open.
  await agent.say('您好，包裹已到本市。')
  await phone.sees('您好，包裹已到本市。')
  await customer.sees('您好，包裹已到本市。')
  await agent.sees('微信：已发出')
  const before = (await phone.inbox()).length
  await customer.say('好的，我在网页上了')
  await agent.sees('好的，我在网页上了')
  await agent.say('那就在这里继续。')
  await customer.sees('那就在这里继续。')
  expect((await phone.inbox()).length, 'what is said on the page is not sent to WeChat').toBe(before)

  await agent.end('Alt+r', '包裹今天送达。')
  await customer.sees('服务小结')
  await agent.leave()
  await customer.leave()
})

test('en: who writes by Telegram signs in on the page in the middle of a case, and the case goes on', async () => {
  const phone = new Phone(await telegram(), aNumber(), 'Sofia')
  await phone.say('agent please')
  await phone.sees('passing you to a person')
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(1)
  await agent.acceptByKey()
  await agent.sees(/not verified/i)
  await agent.say('Hello Sofia, please sign in so that I can look at your orders.')
  await phone.sees('please sign in')

  await phone.say('/link')
  await phone.sees('#baton-link=')
  const [href = ''] = /http:\/\/[^"\s\\]+#baton-link=[\w-]+/.exec(JSON.stringify(await phone.inbox())) ?? []
  const customer = await Customer.visit(browser, 'en', 'cus_sofia', href)
  await customer.sees('Connect your Telegram chat with the name Sofia?')
  expect(customer.page.url(), 'the code leaves the address bar').not.toContain('baton-link')
  await expectAccessible(customer.page, 'widget, connect a chat')
  await customer.connect()
  await customer.sees('Connected.')

  // It is the same conversation, now of somebody the shop knows, and it is still the agent's: nobody is asked anew.
  await agent.sees(/SO10\d{3}/)
  await phone.say('Done, it is about my last order')
  await agent.sees('Done, it is about my last order')
  await customer.sees('Done, it is about my last order')
  await agent.say('Thank you, I see it now.')
  await phone.sees('Thank you, I see it now.')
  await customer.sees('Thank you, I see it now.')
  await agent.end('Alt+r', 'Looked at the last order.')
  await agent.leave()
  await customer.leave()
})

test('en: the window of WhatsApp closes while the agent types; a template opens it, and nothing is lost', async () => {
  const account = await whatsApp()
  const phone = new Phone(account, aNumber(), 'Maya')
  await phone.say('agent please')
  const agent = await Agent.open(browser, 'en')
  const setForth = await bothClocksOf(agent.page)
  await agent.signIn(0)
  await agent.acceptByKey()
  await agent.say('Hello Maya, what can I do?')
  await phone.sees('Hello Maya')
  await agent.sees('WhatsApp: sent')
  await agent.box.fill('One more thing: your parcel')
  await behave(account, { mode: 'window_closed' })
  await setForth(24 * 3_600_000)
  await agent.sees('WhatsApp is closed for free answers')
  await expectAccessible(agent.page, 'desk, a closed window')
  expect(await agent.box.inputValue()).toBe('One more thing: your parcel')
  await agent.page.getByRole('button', { name: 'Send when they write' }).click()
  await agent.sees('It goes out when the customer writes again.')

  await behave(account, { mode: 'ok' })
  await agent.page.getByRole('button', { name: 'Send a template' }).click()
  await agent.page.getByLabel('Value 1').fill('Maya')
  await agent.page.getByRole('button', { name: 'Send the template' }).click()
  await phone.sees('still_there')
  await phone.say('I am here')
  await agent.sees('I am here')
  await phone.sees('One more thing: your parcel')
  await agent.end('Alt+r', 'Told about the parcel.')
  await agent.leave()
})

test('en: a vendor is down; what is said waits in its order, the desk shows it, and all of it arrives once', async () => {
  const account = await telegram()
  const phone = new Phone(account, aNumber(), 'Ben')
  await phone.say('agent please')
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(1)
  await agent.acceptByKey()
  await agent.say('Hello Ben.')
  await phone.sees('Hello Ben.')
  await behave(account, { mode: 'down' })
  for (const text of ['First of three', 'Second of three', 'Third of three']) await agent.say(text)
  await agent.sees('Telegram: on its way')
  await phone.say('Are you there?')
  await agent.sees('Are you there?')
  expect((await phone.inbox()).map(({ body }) => JSON.stringify(body)).join()).not.toContain('of three')
  await behave(account, { mode: 'ok' })
  await phone.sees('Third of three', 90_000)
  const order = (await phone.inbox()).flatMap(
    ({ body }) => /(First|Second|Third) of three/.exec(JSON.stringify(body))?.[1] ?? [],
  )
  expect(order).toEqual(['First', 'Second', 'Third'])
  await agent.end('Alt+r', 'Said everything.')
  await agent.leave()
})
