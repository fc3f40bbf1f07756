import type { Locator, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { type Contexts, openPage, waitForText } from './browser.ts'

export type Lang = 'en' | 'zh-CN'

/** What the widget says, as a customer reads it. */
const WORDS = {
  en: {
    open: 'Open chat',
    message: 'Your message',
    person: 'Talk to a person',
    stop: 'Stop waiting',
    submit: 'Send rating',
    comment: 'Anything to add?',
    elsewhere: 'Continue on another channel',
    connect: 'Connect',
  },
  'zh-CN': {
    open: '打开对话',
    message: '你的消息',
    person: '人工',
    stop: '取消等待',
    submit: '提交评价',
    comment: '还想补充什么？',
    elsewhere: '换个渠道继续',
    connect: '连接',
  },
} as const

/** A customer on the shop's page. */
export class Customer {
  readonly page: Page
  readonly errors: string[]
  readonly widget: Locator
  readonly #words: (typeof WORDS)[Lang]

  private constructor(page: Page, errors: string[], lang: Lang) {
    this.page = page
    this.errors = errors
    this.widget = page.locator('baton-widget')
    this.#words = WORDS[lang]
  }

  /** Opens the shop, signed in as `id` or as a guest; at its first page, or where a link leads. */
  static async visit(browser: Contexts, lang: Lang, id?: string, href?: string): Promise<Customer> {
    const { shop } = inject('product')
    const { page, errors } = await openPage(browser, { locale: lang, viewport: { width: 1280, height: 860 } })
    const cookies: { name: string; value: string; url: string }[] = [{ name: 'harbour_lang', value: lang, url: shop }]
    if (id) cookies.push({ name: 'harbour_customer', value: id, url: shop })
    await page.context().addCookies(cookies)
    await page.goto(href ?? shop)
    return new Customer(page, errors, lang)
  }

  /** Opens the chat, unless the page has opened it again by itself. */
  async openChat(): Promise<void> {
    const launcher = this.widget.getByRole('button', { name: this.#words.open })
    await launcher.or(this.box).first().waitFor()
    if (!(await this.box.isVisible())) await launcher.click()
    await this.box.waitFor()
  }

  get box(): Locator {
    return this.widget.getByRole('textbox', { name: this.#words.message })
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text)
    await this.box.press('Enter')
  }

  /** Waits until the conversation shows this text. */
  async sees(text: string | RegExp, withinMs = 20_000): Promise<void> {
    await waitForText(this.widget, text, withinMs)
  }

  async askForPerson(): Promise<void> {
    await this.widget.getByRole('button', { name: this.#words.person, exact: true }).click()
  }

  async stopWaiting(): Promise<void> {
    await this.widget.getByRole('button', { name: this.#words.stop }).first().click()
  }

  async rate(score: number, tag: string, comment: string): Promise<void> {
    await this.widget
      .getByRole('radio')
      .nth(score - 1)
      .check({ force: true })
    await this.widget.getByRole('checkbox', { name: tag }).check({ force: true })
    await this.widget.getByRole('textbox', { name: new RegExp(this.#words.comment.replace('?', '\\?')) }).fill(comment)
    await this.widget.getByRole('button', { name: this.#words.submit }).click()
  }

  /** Asks where to go on, and reads the code that connects. */
  async codeToContinue(): Promise<string> {
    await this.widget.getByRole('button', { name: this.#words.elsewhere }).click()
    const code = this.widget.locator('baton-ways .code')
    await code.waitFor()
    return ((await code.textContent()) ?? '').trim()
  }

  /** Agrees to what the page asks: whether a chat is to be connected. */
  async connect(): Promise<void> {
    await this.widget.getByRole('button', { name: this.#words.connect, exact: true }).click()
  }

  /** Everything said, in order, as the page shows it. */
  async said(text: string): Promise<number> {
    return this.widget.getByText(text, { exact: true }).count()
  }

  /** How many commands this browser keeps until they are acknowledged. */
  async unsent(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('baton')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const counting = opening.result.transaction('sends').objectStore('sends').count()
            counting.onsuccess = () => {
              opening.result.close()
              resolve(counting.result)
            }
          }
        }),
    )
  }

  async leave(): Promise<void> {
    expect(this.errors, 'errors on the customer’s page').toEqual([])
    await this.page.context().close()
  }
}
