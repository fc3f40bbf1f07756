import type { RunningDemo } from '@baton/scripts/demo'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Door } from './door.ts'
import { noted } from './page/taps.ts'
import { tappedPage } from './side.ts'

const PATIENCE_MS = 30_000

/** A customer with the page of a business before them, and what they press. */
export class Customer {
  readonly page: Page
  readonly #widget: Locator

  private constructor(page: Page) {
    this.page = page
    this.#widget = page.locator('baton-widget')
  }

  static async visit(browser: Browser, door: Door): Promise<Customer> {
    const page = await tappedPage(browser)
    await page.goto(door.page)
    return new Customer(page)
  }

  /** Returns when it was clicked that the call begin, by the wall clock. */
  async call(): Promise<number> {
    await this.#button('Open chat').click({ timeout: PATIENCE_MS })
    await this.#button('Call').click({ timeout: PATIENCE_MS })
    await this.#button('Begin the call').click({ timeout: PATIENCE_MS })
    return pressedAt(this.page, 'click')
  }

  async pressKey(key: string): Promise<void> {
    await this.#button('Keypad').click({ timeout: PATIENCE_MS })
    await this.#widget.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: key, exact: true }).click()
  }

  #button(name: string): Locator {
    return this.#widget.getByRole('button', { name, exact: true })
  }

  leave = (): Promise<void> => this.page.context().close()
}

/** An agent at the desk, who takes one call after the other. */
export class Agent {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async signIn(browser: Browser, door: Door, demo: RunningDemo): Promise<Agent> {
    const page = await tappedPage(browser)
    await page.goto(`${door.gateway}/desk/?workspace=${demo.workspace}`)
    const { email = '', password = '' } = demo.agents[0] ?? {}
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Offers' }).waitFor({ timeout: PATIENCE_MS })
    const away = page.getByRole('button', { name: 'Go online' }).first()
    if (await away.isVisible()) await away.click()
    return new Agent(page)
  }

  /** Returns when the offer was accepted, by the wall clock. */
  async accept(): Promise<number> {
    await this.page.getByRole('timer').first().waitFor({ timeout: PATIENCE_MS })
    await this.page.keyboard.press('a')
    const at = await pressedAt(this.page, 'a')
    await this.page.locator('desk-softphone').getByText('On the line').waitFor({ timeout: PATIENCE_MS })
    return at
  }

  /** And resolves what it was about: whoever holds a session has no room for many. */
  async hangUp(): Promise<void> {
    const phone = this.page.locator('desk-softphone')
    await phone.getByRole('button', { name: 'Hang up' }).click({ timeout: PATIENCE_MS })
    await phone.getByRole('button', { name: 'Done' }).click({ timeout: PATIENCE_MS })
    await this.page.keyboard.press('Alt+r')
    await this.page.locator('desk-closing textarea').fill('Talked.', { timeout: PATIENCE_MS })
    await this.page.keyboard.press('Control+Enter')
  }

  leave = (): Promise<void> => this.page.context().close()
}

async function pressedAt(page: Page, text: string): Promise<number> {
  const press = (await noted(page)).findLast((note) => note.what === 'pressed' && note.text === text)
  if (!press) throw new Error(`nobody pressed ${text}`)
  return press.at
}
