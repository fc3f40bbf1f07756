import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { type Browser, chromium as engine, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, chromium } from './chromium.ts'
import { startDemo } from './demo.ts'

const FOLDER = join(root, 'docs/screenshots')

/** The pictures of the README, from the running product: `npm run screenshots`. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const demo = await startDemo({ folder: await mkdtemp(join(tmpdir(), 'baton-')), forget: true })
  const browser = await engine.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS })
  try {
    await promotion(browser, demo)
    await dark(browser, demo)
    await phone(browser, demo)
  } finally {
    await browser.close()
    await demo.stop()
  }
}

type Demo = Awaited<ReturnType<typeof startDemo>>

async function shopper(
  browser: Browser,
  demo: Demo,
  options: { lang: string; id: string; phone?: true; dark?: true },
): Promise<Page> {
  const context = await browser.newContext({
    locale: options.lang,
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 820 },
    deviceScaleFactor: options.phone ? 2 : 1,
    ...(options.phone && { isMobile: true, hasTouch: true }),
    colorScheme: options.dark ? 'dark' : 'light',
  })
  await context.addCookies([
    { name: 'harbour_lang', value: options.lang, url: demo.shop },
    { name: 'harbour_customer', value: options.id, url: demo.shop },
  ])
  const page = await context.newPage()
  await page.goto(demo.shop)
  await page.locator('baton-widget').getByRole('button').first().click()
  await page.locator('baton-widget').getByRole('textbox').waitFor()
  return page
}

async function say(page: Page, text: string, answer: string | RegExp): Promise<void> {
  const widget = page.locator('baton-widget')
  await widget.getByRole('textbox').first().fill(text)
  await widget.getByRole('textbox').first().press('Enter')
  await widget.getByText(answer).last().waitFor()
}

async function agent(browser: Browser, demo: Demo, dark: boolean): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en',
    viewport: { width: 1440, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  await page.goto(demo.desk)
  await page.getByLabel('Email').fill(demo.agents[0]?.email ?? '')
  await page.getByLabel('Password').fill(demo.agents[0]?.password ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Offers' }).waitFor()
  return page
}

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(600) // movements have ended
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

async function promotion(browser: Browser, demo: Demo): Promise<void> {
  const customer = await shopper(browser, demo, { lang: 'en', id: 'cus_emma' })
  await say(customer, 'How long does delivery take?', 'Sources')
  await say(customer, 'Where is my order SO10041?', /SO10041/)
  await shoot(customer, 'shop')
  const desk = await agent(browser, demo, false)
  await say(customer, 'Can I talk to a person, please?', /next|in line/)
  await desk.getByRole('timer').waitFor()
  await desk.keyboard.press('a')
  await desk.getByRole('tabpanel').getByRole('textbox').fill('Hello Emma, I see your order SO10041. One moment.')
  await desk.keyboard.press('Enter')
  await customer.locator('baton-widget').getByText('One moment.').waitFor()
  await shoot(desk, 'desk')
  await desk.context().close()
  await customer.context().close()
}

async function dark(browser: Browser, demo: Demo): Promise<void> {
  const customer = await shopper(browser, demo, { lang: 'zh-CN', id: 'cus_lilei', dark: true })
  await say(customer, '我的订单 SO10042 到哪了？', /已发货/)
  await shoot(customer, 'shop-dark-zh')
  await customer.context().close()
}

async function phone(browser: Browser, demo: Demo): Promise<void> {
  const customer = await shopper(browser, demo, { lang: 'zh-TW', id: 'cus_linyijun', phone: true })
  await say(customer, '運費怎麼算', '來源')
  await shoot(customer, 'phone-zh-tw')
  await customer.context().close()
}

await main()
