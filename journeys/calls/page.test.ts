import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from '../agent.ts'
import { SpeakingCustomer } from './speaking-customer.ts'
import { bothHear, canSpeak, launchWithMicrophone, Voice, withVoice } from './voice.ts'

/** Calls take as long as what is said in them; a machine that does much else takes several times that. */
const LONG = { timeout: 300_000 }

const voiceTest = test.skipIf(!canSpeak)

let browser: Browser
beforeAll(async () => {
  browser = await launchWithMicrophone()
})
afterAll(() => browser.close())

voiceTest('the key 0 brings a person, and every screen of a call can be used by everybody', LONG, async () => {
  const customer = await SpeakingCustomer.visit(withVoice(browser), 'en')
  await customer.callsTheBot()
  // The shop's policy lets sound run beside the page, whatever the page does.
  expect(customer.at.page.workers()).toHaveLength(1)
  await customer.isAccessible('call')
  await customer.presses('sound')
  await customer.isAccessible('sound of a call')
  await customer.pressesKey('0')
  await customer.at.sees('Waiting for a person')
  await customer.isAccessible('keypad of a call, waiting')
  await customer.presses('writing')
  await customer.isAccessible('bar of a call')
  await customer.presses('end')
  await customer.at.stopWaiting()
  await customer.leaves()
})

voiceTest('an agent rings the customer, who declines once and answers once', LONG, async () => {
  const customer = await SpeakingCustomer.visit(withVoice(browser), 'en')
  const agent = await Agent.open(withVoice(browser), 'en')
  await agent.signIn(0)
  await customer.at.say('agent please')
  await agent.acceptByKey()
  await agent.page.getByRole('button', { name: /^Call / }).click()
  await customer.at.sees('Lin is calling you')
  await customer.voice.hears()
  await customer.isAccessible('an agent calls')
  await customer.presses('decline')
  await agent.sees('The customer declined the call.')
  await agent.page.getByRole('button', { name: 'Call again' }).click()
  await customer.at.sees('Lin is calling you')
  await customer.presses('answer')
  await customer.beginsIfAsked()
  await customer.at.sees('You speak with Lin')
  await agent.sees('On the line')
  await bothHear(customer.voice, new Voice(agent.page))
  await agent.page.getByRole('button', { name: 'Hang up' }).click()
  await customer.at.sees(/Call ended|The call is over/)
  await agent.end('Alt+r', 'Settled.')
  await agent.leave()
  await customer.leaves()
})

test.each(['en', 'zh-CN'] as const)(
  '%s: a microphone that is refused is explained, and writing goes on',
  LONG,
  async (lang) => {
    const words = {
      en: {
        refused: 'The microphone is not allowed',
        help: /left of the address bar/,
        question: 'How much is shipping?',
      },
      'zh-CN': { refused: '麦克风未被允许', help: /地址栏左侧/, question: '运费怎么算' },
    }[lang]
    const strict = await launchWithMicrophone(false)
    const customer = await SpeakingCustomer.visit(withVoice(strict), lang)
    await customer.calls()
    await customer.at.sees(words.refused)
    await customer.at.sees(words.help)
    await customer.isAccessible('microphone refused')
    await customer.presses('writing')
    await customer.at.say(words.question)
    await customer.at.sees(/99/)
    await customer.leaves()
    await strict.close()
  },
)
