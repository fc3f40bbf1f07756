import type { Locator } from 'playwright-core'
import { type Contexts, expectAccessible } from '../browser.ts'
import { Customer, type Lang } from '../customer.ts'
import type { Manner } from './speaker.ts'
import { Voice } from './voice.ts'

/** What the widget says of calls, as a customer reads it. */
const WORDS = {
  en: {
    call: 'Call',
    begin: 'Begin the call',
    answer: 'Answer',
    decline: 'Decline',
    captions: 'Captions',
    keypad: 'Keypad',
    sound: 'Sound',
    writing: 'Go on in writing',
    end: 'End call',
  },
  'zh-CN': {
    call: '通话',
    begin: '开始通话',
    answer: '接听',
    decline: '拒接',
    captions: '字幕',
    keypad: '拨号键盘',
    sound: '声音',
    writing: '改用文字',
    end: '结束通话',
  },
} as const

const PHONE = { width: 390, height: 844 }
const HEARD_MS = 30_000
const AGAIN_MS = 8_000
const TIMES = 4

/** A customer who may call from the shop's page. */
export class SpeakingCustomer {
  readonly at: Customer
  readonly voice: Voice
  readonly #words: (typeof WORDS)[Lang]

  private constructor(at: Customer, lang: Lang) {
    this.at = at
    this.voice = new Voice(at.page)
    this.#words = WORDS[lang]
  }

  static async visit(browser: Contexts, lang: Lang, id?: string): Promise<SpeakingCustomer> {
    const customer = await Customer.visit(browser, lang, id)
    await customer.openChat()
    return new SpeakingCustomer(customer, lang)
  }

  async presses(button: keyof (typeof WORDS)['en']): Promise<void> {
    await this.at.widget.getByRole('button', { name: this.#words[button], exact: true }).first().click()
  }

  async calls(): Promise<void> {
    await this.presses('call')
    await this.presses('begin')
  }

  /** Calls, and waits until the bot is heard: whoever knows what they want speaks over it. */
  async callsTheBot(): Promise<void> {
    await this.calls()
    await this.voice.hears()
  }

  /** Says it, and waits until it stands there as it was understood; says it again, as people do, when it was not. */
  async says(text: string, heardAs: RegExp, manner?: Manner): Promise<void> {
    for (let time = 1; time < TIMES; time += 1) {
      await this.voice.says(text, manner)
      if (await this.#isRead('You', heardAs, AGAIN_MS)) return
    }
    await this.voice.says(text, manner)
    await this.reads('You', heardAs)
  }

  /** Waits until this is said, and heard. */
  async isTold(text: RegExp, who = 'Assistant'): Promise<void> {
    await this.reads(who, text)
    await this.voice.hears()
  }

  get captions(): Locator {
    return this.at.widget.getByRole('list', { name: this.#words.captions })
  }

  /** Waits for a caption of what `who` said. */
  async reads(who: string, text: RegExp): Promise<void> {
    if (await this.#isRead(who, text, HEARD_MS)) return
    const said = await this.captions.getByRole('listitem').allInnerTexts()
    throw new Error(`${who} never said ${text}; said is: ${said.join(' | ')}`)
  }

  async #isRead(who: string, text: RegExp, withinMs: number): Promise<boolean> {
    const lines = this.captions.getByRole('listitem').filter({ hasText: who }).filter({ hasText: text })
    return lines
      .first()
      .waitFor({ timeout: withinMs })
      .then(
        () => true,
        () => false,
      )
  }

  async pressesKey(key: string): Promise<void> {
    await this.presses('keypad')
    await this.at.widget.getByRole('button', { name: key, exact: true }).click()
  }

  /** Answers whether the page may hear them, where it has to ask first. */
  async beginsIfAsked(): Promise<void> {
    const begin = this.at.widget.getByRole('button', { name: this.#words.begin })
    const end = this.at.widget.getByRole('button', { name: this.#words.end })
    await begin.or(end).first().waitFor()
    if (await begin.isVisible()) await begin.click()
  }

  /** How often the conversation has it, word for word. */
  async timesSaid(text: string): Promise<number> {
    return this.at.widget
      .locator('baton-log')
      .getByText(new RegExp(`^\\s*${text}\\s*$`, 'i'))
      .count()
  }

  /** Holds the page against axe-core in both palettes, on a telephone. */
  async isAccessible(screen: string): Promise<void> {
    const { page } = this.at
    const size = page.viewportSize()
    await page.setViewportSize(PHONE)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page, `${screen}, ${colorScheme}`)
    }
    await page.emulateMedia({ colorScheme: null })
    if (size) await page.setViewportSize(size)
  }

  async leaves(): Promise<void> {
    await this.at.leave()
  }
}
