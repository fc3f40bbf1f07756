import type { Locator, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { type Contexts, openPage, waitForText } from './browser.ts'
import type { Lang } from './customer.ts'

/** What the desk says, as an agent reads it. */
const WORDS = {
  en: { email: 'Email', password: 'Password', offers: 'Offers', brief: 'Brief', log: 'Conversation', reply: 'Reply' },
  'zh-CN': { email: '邮箱', password: '密码', offers: '邀请', brief: '交接摘要', log: '会话记录', reply: '回复' },
} as const

/** An agent at the desk. */
export class Agent {
  readonly page: Page
  readonly errors: string[]
  readonly words: (typeof WORDS)[Lang]

  private constructor(page: Page, errors: string[], lang: Lang) {
    this.page = page
    this.errors = errors
    this.words = WORDS[lang]
  }

  static async open(browser: Contexts, lang: Lang): Promise<Agent> {
    const { page, errors } = await openPage(browser, { locale: lang, viewport: { width: 1440, height: 900 } })
    await page.goto(inject('product').desk)
    const agent = new Agent(page, errors, lang)
    await page.getByLabel(agent.words.email).waitFor()
    return agent
  }

  async signIn(at: number): Promise<void> {
    const { email = '', password = '' } = inject('product').agents[at] ?? {}
    await this.page.getByLabel(this.words.email).fill(email)
    await this.page.getByLabel(this.words.password).fill(password)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('heading', { name: this.words.offers }).waitFor()
  }

  async sees(text: string | RegExp, withinMs = 20_000): Promise<void> {
    await waitForText(this.page.locator('baton-desk'), text, withinMs)
  }

  get offer(): Locator {
    return this.page.getByRole('timer').first()
  }

  /** Waits for an offer and takes it with the keyboard alone. */
  async acceptByKey(): Promise<void> {
    await this.offer.waitFor({ timeout: 30_000 })
    await this.page.keyboard.press('a')
    await this.box.waitFor({ timeout: 20_000 })
  }

  /** Where the agent writes to the customer. */
  get box(): Locator {
    return this.page.getByRole('tabpanel').getByRole('textbox')
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text)
    await this.box.press('Enter')
  }

  /** Ends the agent's part by its shortcut: `Alt+B` hands back, `Alt+R` resolves. */
  async end(shortcut: 'Alt+b' | 'Alt+r', text: string): Promise<void> {
    await this.page.keyboard.press(shortcut)
    await this.page.locator('desk-closing textarea').fill(text)
    await this.page.keyboard.press('Control+Enter')
  }

  async leave(): Promise<void> {
    expect(this.errors, 'errors on the agent’s page').toEqual([])
    await this.page.context().close()
  }
}
