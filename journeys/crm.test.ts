import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Agent } from './agent.ts'
import { expectAccessible, launch } from './browser.ts'
import { Visitor } from './visitor.ts'

/** Olu, the admin among the demo's agents. */
const ADMIN = 4
const RESOLUTION = 'A new lamp leaves the warehouse on Monday.'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

test('en: an admin turns the CRM off, chooses it again and tests it; a case that is closed then is in it', async () => {
  const { crm } = inject('product')
  const olu = await Agent.open(browser, 'en')
  await olu.signIn(ADMIN)
  const { page } = olu
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await press('Settings')
  await press('CRM…')
  await olu.sees('Harbour & Pine CRM')
  await olu.sees(`${crm}/api/interactions`)
  await press('Turn off…')
  await press('Turn it off')
  await olu.sees('Records go nowhere yet. Choose where.')

  await press('Choose a CRM')
  await page.getByLabel('Connector').selectOption('Harbour & Pine CRM')
  await page.getByLabel('Path').fill('/interactions')
  await page.keyboard.press('Enter')
  await olu.sees('Saved.')
  await press('Test')
  await page.getByLabel('Asks for this path').fill('/health')
  await page.keyboard.press('Enter')
  await olu.sees(/It answered 200 after/)
  await press('What is sent')
  await expectAccessible(page, 'desk, CRM')
  await page.keyboard.press('Escape')

  const visitor = new Visitor('en')
  await visitor.say('agent please')
  await olu.acceptByKey()
  await olu.end('Alt+r', RESOLUTION)
  await expect.poll(async () => (await fetch(crm)).text(), { timeout: 20_000 }).toContain(RESOLUTION)
  await press('Settings')
  await press('CRM…')
  await press('Records')
  await olu.sees('A case was closed')
  await olu.sees('Delivered')
  await olu.sees(/answered 200/)

  visitor.leave()
  await olu.leave()
})
