import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { type Browser, chromium as engine, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, chromium } from './chromium.ts'
import { startDemo } from './demo.ts'
import { microphoneFile } from './microphone-file.ts'

const FOLDER = join(root, 'docs/screenshots')

/**
 * The pictures of the README and the documents, from the running product: `npm run screenshots`, or
 * `npm run screenshots -- channels shut` for some of them.
 */
async function main(): Promise<void> {
  const scenes = { promotion, dark, phone, call, channels, shut, integrations }
  const asked = process.argv.slice(2)
  await mkdir(FOLDER, { recursive: true })
  const demo = await startDemo({
    folder: await mkdtemp(join(tmpdir(), 'baton-')),
    forget: true,
    phonePort: 0,
    speech: true,
  })
  const browser = await engine.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS })
  try {
    for (const [name, take] of Object.entries(scenes)) {
      if (asked.length === 0 || asked.includes(name)) await take(browser, demo)
    }
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

async function agent(
  browser: Browser,
  demo: Demo,
  options: { role?: string; email?: string; lang?: string; dark?: true; phone?: true; clock?: true } = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: options.lang ?? 'en',
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: options.phone ? 2 : 1,
    colorScheme: options.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  if (options.clock) await page.clock.install()
  const who = demo.agents.find(({ role, email }) =>
    options.email ? email === options.email : role === (options.role ?? 'agent'),
  )
  await page.goto(demo.desk)
  await page.locator('input[type=email]').fill(who?.email ?? '')
  await page.locator('input[type=password]').fill(who?.password ?? '')
  await page.keyboard.press('Enter')
  await page.locator('desk-inbox').waitFor()
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
  const desk = await agent(browser, demo)
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

/** Somebody calls, and an agent takes the call over. Each has a browser of their own, and with it a microphone. */
async function call(_: Browser, demo: Demo): Promise<void> {
  if (demo.speech === null)
    return console.log('No picture of a call: nobody here hears and speaks (docs/guides/speech.md).')
  const folder = await mkdtemp(join(tmpdir(), 'baton-voice-'))
  const launch = async (who: string, says?: string) => {
    const file = join(folder, `${who}.wav`)
    await microphoneFile(file, { speech: demo.speech ?? '', quietS: 8, ...(says && { says }) })
    const microphone = [`--use-file-for-fake-audio-capture=${file}%noloop`, '--use-fake-device-for-media-stream']
    const args = [...CHROMIUM_FLAGS, ...microphone, '--use-fake-ui-for-media-stream']
    return engine.launch({ executablePath: chromium(), args })
  }
  const browsers = [await launch('customer', 'Where is my order?'), await launch('agent')] as const
  try {
    const desk = await agent(browsers[1], demo)
    const customer = await shopper(browsers[0], demo, { lang: 'en', id: 'cus_sofia' })
    const widget = customer.locator('baton-widget')
    await widget.getByRole('button', { name: 'Call', exact: true }).click()
    await widget.getByRole('button', { name: 'Begin the call' }).click()
    await widget
      .locator('.captions')
      .getByText(/where is my order/i)
      .first()
      .waitFor({ timeout: 60_000 })
    await widget.locator('.captions li').nth(2).waitFor({ timeout: 60_000 })
    await shoot(customer, 'call')
    await widget.locator('baton-call').getByRole('button', { name: 'Talk to a person' }).click()
    await desk.getByRole('timer').waitFor({ timeout: 60_000 })
    await desk.locator('desk-glance li').first().waitFor()
    await desk.keyboard.press('a')
    await widget.getByText(/^You speak with /).waitFor({ timeout: 60_000 })
    await desk.locator('desk-softphone').getByText('On the line').waitFor()
    await shoot(desk, 'call-desk')
  } finally {
    for (const each of browsers) await each.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function channels(browser: Browser, demo: Demo): Promise<void> {
  const looks = [
    { name: 'channels', options: {} },
    { name: 'channels-dark-zh', options: { lang: 'zh-CN', dark: true } },
    { name: 'channels-phone', options: { phone: true } },
  ] as const
  for (const { name, options } of looks) {
    const page = await agent(browser, demo, { ...options, role: 'admin' })
    await page.locator('desk-top-bar .settings').click()
    await page.locator('desk-top-bar [data-screen=channels]').click()
    await page.locator('desk-channels [data-what=form]').first().click()
    await shoot(page, name)
    await page.context().close()
  }
}

/** Somebody writes by a channel's app on the demo's phone, and an agent takes them over. */
async function takenOver(page: Page, demo: Demo, vendor: 'whatsapp' | 'wechat', texts: string[]): Promise<void> {
  for (const text of texts) await page.request.post(`${demo.phone}/lines/${vendor}/say`, { data: { text } })
  await page.getByRole('timer').waitFor({ timeout: 60_000 })
  await page.keyboard.press('a')
  await page.getByRole('tabpanel').getByRole('textbox').waitFor()
}

async function answer(page: Page, text: string, state: string): Promise<void> {
  await page.getByRole('tabpanel').getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
  await page.locator('desk-conversation').getByText(text).last().waitFor()
  await page.locator('desk-conversation').getByText(state).last().waitFor()
}

/** What the desk shows when a channel lets nobody answer: its time is over, or its messages are used up. */
async function shut(browser: Browser, demo: Demo): Promise<void> {
  const late = await agent(browser, demo, { clock: true })
  await takenOver(late, demo, 'whatsapp', ['My kettle leaks. Can I talk to a person?'])
  await answer(late, 'Hello Maya, I have asked our workshop about it.', 'WhatsApp: sent')
  await late.clock.fastForward('24:00:00')
  await late.locator('desk-conversation .shut .template').click()
  await late.getByLabel('Value 1').fill('Maya')
  await shoot(late, 'window-closed')
  await late.context().close()

  const spent = await agent(browser, demo, { lang: 'zh-CN', email: 'mei@demo.baton' })
  await takenOver(spent, demo, 'wechat', ['转人工'])
  for (const text of [
    '您好，我是 Mei。',
    '我看到您的订单了。',
    '包裹今天上午到了本市。',
    '下午会送到您家。',
    '还有什么可以帮您？',
  ])
    await answer(spent, text, '微信：已发出')
  await spent.locator('desk-conversation .shut').waitFor()
  await shoot(spent, 'quota-spent-zh')
  await spent.context().close()
}

/** Nobody's: these names are for examples. */
const INTEGRATIONS = [
  ['webhooks', { url: 'https://crm.example/baton', description: 'CRM', types: ['case.opened', 'case.closed'] }],
  ['webhooks', { url: 'https://reports.example/in', types: ['case.rated', 'customer.erased'], isOn: false }],
  ['api-keys', { name: 'Order system', scopes: ['customers.read', 'messages.write'], expiresAt: null }],
  ['api-keys', { name: 'Reports', scopes: ['sessions.read'], expiresAt: Date.now() + 90 * 86_400_000 }],
  [
    'connectors',
    {
      id: 'orders',
      name: 'Orders',
      url: 'https://orders.example/v2',
      auth: { kind: 'bearer' },
      secret: 'nobodys-token',
    },
  ],
] as const

async function integrations(browser: Browser, demo: Demo): Promise<void> {
  const looks = [
    { screen: 'webhooks', name: 'webhooks', options: {}, unfold: 'form' },
    { screen: 'api-keys', name: 'api-keys-dark-zh', options: { lang: 'zh-TW', dark: true }, unfold: 'revoke' },
    { screen: 'connectors', name: 'connectors-phone', options: { phone: true }, unfold: 'form' },
  ] as const
  for (const [at, { screen, name, options, unfold }] of looks.entries()) {
    const page = await agent(browser, demo, { ...options, role: 'admin' })
    for (const [what, data] of at === 0 ? INTEGRATIONS : []) {
      const answer = await page.request.post(`${demo.gateway}/v1/desk/${what}`, {
        headers: { origin: demo.gateway },
        data,
      })
      if (!answer.ok()) throw new Error(`${what} were refused: ${await answer.text()}`)
    }
    await page.locator('desk-top-bar .settings').click()
    await page.locator(`desk-top-bar [data-screen=${screen}]`).click()
    await page.locator(`desk-${screen} [data-what=${unfold}]`).first().click()
    await shoot(page, name)
    await page.context().close()
  }
}

await main()
