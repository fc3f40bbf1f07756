import { CHROMIUM_FLAGS, chromium } from '@baton/scripts/chromium'
import { type Browser, type BrowserContextOptions, chromium as engine, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Contexts } from '../browser.ts'
import { givePageVoice } from './page-voice.ts'
import { type Manner, spoken } from './speaker.ts'

/** Whether this machine has the packages of the embedded recogniser and voices. */
export const canSpeak = inject('product').speech !== null

const SOUND = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required']
const ALLOWED = '--use-fake-ui-for-media-stream'

/** A browser that has a microphone, and allows it whoever asks, or nobody. */
export const launchWithMicrophone = (isAllowed = true, more: readonly string[] = []): Promise<Browser> =>
  engine.launch({
    executablePath: chromium(),
    args: [...CHROMIUM_FLAGS, ...SOUND, ...(isAllowed ? [ALLOWED] : []), ...more],
  })

/** The same browser, in whose pages a test speaks and listens. */
export const withVoice = (browser: Browser, more: BrowserContextOptions = {}): Contexts => ({
  async newContext(options) {
    const context = await browser.newContext({ ...options, ...more })
    await context.addInitScript(givePageVoice)
    return context
  },
})

/** Below it, nobody would say that they hear something. */
const AUDIBLE = 0.01

/** Mouth and ears of whoever sits before a page. */
export class Voice {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async says(text: string, manner?: Manner): Promise<void> {
    const samples = await spoken(text, manner)
    await this.#page.evaluate((said) => window.batonVoice.say(said), samples)
  }

  /** How loud it was at the loudest since this was asked last. */
  async heard(): Promise<number> {
    return this.#page.evaluate(() => window.batonVoice.heard())
  }

  /** Waits until something is heard that was not before. */
  async hears(withinMs = 60_000): Promise<void> {
    await expect.poll(() => this.heard(), { timeout: withinMs, message: 'nothing is heard' }).toBeGreaterThan(AUDIBLE)
  }

  /** Waits for a second without a sound: what a line held up comes late. */
  async hearsNothing(withinMs = 30_000): Promise<void> {
    await this.heard()
    let quiet = 0
    const quietFor = async () => {
      quiet = (await this.heard()) < AUDIBLE ? quiet + 1 : 0
      return quiet
    }
    await expect
      .poll(quietFor, { timeout: withinMs, interval: 500, message: 'it is never silent' })
      .toBeGreaterThanOrEqual(2)
  }
}

/** Each hears the other, and themselves they do not. */
export async function bothHear(one: Voice, other: Voice): Promise<void> {
  for (const [speaker, listener] of [
    [one, other],
    [other, one],
  ] as const) {
    await Promise.all([speaker.hearsNothing(), listener.hearsNothing()])
    await Promise.all([speaker.says('Hello, can you hear me?'), listener.hears()])
    expect(await speaker.heard(), 'nobody hears themselves').toBeLessThan(AUDIBLE)
  }
}
