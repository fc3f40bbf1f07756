import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { Agent } from './agent.ts'
import { launch } from './browser.ts'
import { Customer } from './customer.ts'
import { fault } from './fault.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

afterEach(() => fault('none'))

test('what is written offline is shown, kept over a reload, and sent once when the network is back', async () => {
  const customer = await Customer.visit(browser, 'en', 'cus_linyijun')
  await customer.openChat()
  await customer.say('How long does delivery take?')
  await customer.sees('Sources')
  await customer.page.context().setOffline(true)
  await customer.say('Written in the tunnel')
  await customer.sees('Written in the tunnel')
  await expect.poll(() => customer.unsent(), { timeout: 10_000 }).toBe(1)
  await customer.page.context().setOffline(false)
  await customer.page.reload()
  await customer.openChat()
  await customer.sees('Written in the tunnel')
  await expect.poll(() => customer.widget.getByText('Sending').count(), { timeout: 30_000 }).toBe(0)
  await customer.page.reload()
  await customer.openChat()
  await customer.sees('Written in the tunnel')
  expect(await customer.said('Written in the tunnel')).toBe(1)
  expect(await customer.said('How long does delivery take?')).toBe(1)
  await customer.leave()
})

test('two tabs of one customer show the same conversation', async () => {
  const customer = await Customer.visit(browser, 'en')
  await customer.openChat()
  const second = await customer.page.context().newPage()
  await second.goto(inject('product').shop)
  await second.locator('baton-widget').getByRole('button', { name: 'Open chat' }).click()
  await customer.say('How long does delivery take?')
  await second.locator('baton-widget').getByText('How long does delivery take?', { exact: true }).waitFor()
  await second.locator('baton-widget').getByText('Sources').last().waitFor()
  await customer.leave()
})

test('the order system being down is said, and a person offered', async () => {
  await fault('down')
  const customer = await Customer.visit(browser, 'zh-CN')
  await customer.openChat()
  await customer.say('查订单 so10042')
  await customer.sees(/系统/)
  await customer.sees(/转人工|人工客服/)
  await customer.leave()
})

test('an agent who vanishes gives the session back to the queue, and the next agent has it whole', async () => {
  const customer = await Customer.visit(browser, 'en')
  await customer.openChat()
  const first = await Agent.open(browser, 'en')
  await first.signIn(0)
  await customer.say('agent please')
  await first.acceptByKey()
  await customer.sees('Lin joined')
  await first.say('One moment')
  await customer.sees('One moment')
  await first.leave()
  const second = await Agent.open(browser, 'en')
  await second.signIn(1)
  await second.acceptByKey()
  await customer.sees('Chen joined')
  await second.sees('One moment')
  await second.end('Alt+r', 'Done.')
  await second.leave()
  await customer.leave()
})
