import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Agent } from './agent.ts'
import { expectAccessible, launch } from './browser.ts'
import { Customer } from './customer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const FARTHEST = 60
const hasFocus = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element)

/** Goes there with the keyboard alone. */
async function tabTo({ page }: Customer, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await place.waitFor()
  for (let presses = 0; !(await hasFocus(place)); presses++) {
    if (presses > FARTHEST) throw new Error(`no way to ${place} by ${key}`)
    await page.keyboard.press(key)
  }
}

/** The last code the shop has sent to the phone of who is signed in on this page. */
async function codeOn({ page }: Customer): Promise<string> {
  const answer = await page.request.get(`${inject('product').shop}/code`)
  expect(answer.status()).toBe(200)
  return answer.text()
}

test('B4: a parcel that does not move gets a ticket, and the person offered has both numbers', async () => {
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(1)
  const customer = await Customer.visit(browser, 'en', 'cus_hanmeimei')
  await customer.openChat()
  await customer.say('My order SO10037 has not arrived, is it lost?')
  await customer.sees(/your parcel has not moved since .*武汉/)
  const said = await customer.widget
    .getByText(/I have opened ticket T\d+/)
    .first()
    .textContent()
  const [ticket = ''] = /T\d+/.exec(said ?? '') ?? []
  await customer.widget.getByRole('list', { name: 'Suggested replies' }).getByText('Talk to a person').click()
  await agent.acceptByKey()
  await customer.sees('Chen joined')
  const facts = agent.page.locator('desk-context .fact')
  await expect
    .poll(() => facts.allInnerTexts(), { timeout: 20_000 })
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Order number\s+SO10037\s+checked in the system/),
        expect.stringMatching(new RegExp(`Ticket\\s+${ticket}\\s+checked in the system`)),
      ]),
    )
  await agent.end('Alt+r', 'The carrier found it.')
  await customer.sees('How did we do?')
  await customer.leave()
  await agent.leave()
})

test('en: a task that a question came between goes on after a reload', async () => {
  const customer = await Customer.visit(browser, 'en')
  await customer.openChat()
  await customer.say('Where is my order?')
  await customer.sees('What is your order number?')
  await customer.say('How much is shipping?')
  await customer.sees('Sources')
  await customer.page.reload()
  await customer.openChat()
  await customer.say('SO10042')
  await customer.sees(/Order SO10042 has shipped/)
  await customer.leave()
})

test('zh-CN, by keyboard alone: an address is changed once a code has shown who asks', async () => {
  const customer = await Customer.visit(browser, 'zh-CN', 'cus_james')
  const { keyboard } = customer.page
  await tabTo(customer, customer.widget.getByRole('button', { name: '打开对话' }))
  await keyboard.press('Enter')
  await customer.box.waitFor()
  const type = async (text: string) => {
    await tabTo(customer, customer.box)
    await keyboard.type(text)
    await keyboard.press('Enter')
  }

  await type('我想修改收货地址')
  await customer.sees('要改哪个订单的地址？')
  await expectAccessible(customer.page, 'widget, an order to choose')
  await tabTo(customer, customer.widget.getByRole('button', { name: /^SO10047/ }), 'Shift+Tab')
  await keyboard.press('Enter')
  await customer.sees('验证码已发到账户绑定的手机')
  const code = await codeOn(customer)
  await type(code === '000000' ? '000001' : '000000')
  await customer.sees('验证码不对')
  await type(code)
  await customer.sees('新的收货地址是什么？')
  expect(await customer.said(code), 'the code is not kept').toBe(0)
  await type('浙江省杭州市西湖区文三路100号2幢301室 李雷')
  await customer.sees(/SO10047 将寄到.*文三路100号/)
  await expectAccessible(customer.page, 'widget, an address read back')
  await type('对')
  await customer.sees(/改好了.*文三路100号/)
  await customer.leave()
})
