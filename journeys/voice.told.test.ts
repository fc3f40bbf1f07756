import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from './agent.ts'
import { VoiceCustomer } from './voice-customer.ts'
import { openNetwork } from './voice-network.ts'
import { bothHear, canSpeak, launchWithMicrophone, Voice, withVoice } from './voice-person.ts'

/** Calls take as long as what is said in them; a machine that does much else takes several times that. */
const LONG = { timeout: 300_000 }
const CUT_MS = 2_000
/** A machine that is told to hurry speaks less than half as fast again, so it begins slowly. */
const CALM = { pace: 0.75 }
const ANGRY = { pace: 1.5, loudness: 3, pitch: 220 }

const voiceTest = test.skipIf(!canSpeak)

let browser: Browser
beforeAll(async () => {
  browser = await launchWithMicrophone()
})
afterAll(() => browser.close())

voiceTest('an order is asked after by voice, and "agent please" brings a person who knows', LONG, async () => {
  const customer = await VoiceCustomer.visit(withVoice(browser), 'en', 'cus_linyijun')
  const agent = await Agent.open(withVoice(browser), 'en')
  await agent.signIn(0)
  await customer.callsTheBot()
  await customer.says('track my order', /track my order/i)
  await customer.isTold(/order/i)
  await customer.says('S O one zero zero four two', /SO-?10042/i)
  await customer.isTold(/10042|1 0 0 4 2|one zero zero four two/i)
  await customer.says('agent please', /agent please/i)
  await agent.acceptByKey()
  await customer.at.sees('You speak with Lin')
  await agent.sees('On the line')
  await agent.sees(/track my order/i)
  await agent.sees(/SO-?10042/i)
  await bothHear(customer.voice, new Voice(agent.page))
  await agent.page.getByRole('button', { name: 'Hang up' }).click()
  await agent.end('Alt+r', 'Told when it comes.')
  await agent.leave()
  await customer.leaves()
})

voiceTest('angry words, said faster and louder, bring a person who is told so', LONG, async () => {
  const customer = await VoiceCustomer.visit(withVoice(browser), 'en')
  const agent = await Agent.open(withVoice(browser), 'en')
  await agent.signIn(0)
  await customer.callsTheBot()
  // How somebody usually sounds is known after three times.
  for (const calm of ['track my order', 'never mind', 'is my package out for delivery']) {
    await customer.says(calm, new RegExp(calm, 'i'), CALM)
    await customer.voice.hears()
    await customer.voice.hearsNothing()
  }
  await customer.says('this solution is unacceptable', /unacceptable/i, ANGRY)
  await agent.acceptByKey()
  await agent.sees(/Customer (is angry|sounds agitated)/)
  await agent.sees('On the line')
  await agent.page.getByRole('button', { name: 'Hang up' }).click()
  await agent.end('Alt+r', 'Apologised.')
  await agent.leave()
  await customer.leaves()
})

voiceTest('a network that is gone for two seconds takes nothing from a call but the time', LONG, async () => {
  const network = await openNetwork()
  const cuttable = await launchWithMicrophone(true, network.flags)
  const customer = await VoiceCustomer.visit(withVoice(cuttable), 'en')
  const agent = await Agent.open(withVoice(browser), 'en')
  await agent.signIn(0)
  await customer.callsTheBot()
  await customer.pressesKey('0')
  await agent.acceptByKey()
  await customer.at.sees('You speak with Lin')
  const [mouth, ear] = [customer.voice, new Voice(agent.page)]
  await bothHear(mouth, ear)
  await network.cut(CUT_MS)
  await bothHear(mouth, ear)
  await customer.at.sees('You speak with Lin')
  // Of one call: nobody was asked twice, and nobody was told that it was over.
  expect(await agent.page.getByText('Lin is on the call.', { exact: true }).count()).toBe(1)
  await agent.page.getByRole('button', { name: 'Hang up' }).click()
  await agent.end('Alt+r', 'Back again.')
  await agent.leave()
  await customer.leaves()
  await cuttable.close()
  network.close()
})

voiceTest('an agent whose browser is closed in a call leaves the customer to the next agent', LONG, async () => {
  const customer = await VoiceCustomer.visit(withVoice(browser), 'en')
  const first = await Agent.open(withVoice(browser), 'en')
  await first.signIn(0)
  await customer.callsTheBot()
  await customer.pressesKey('0')
  await first.acceptByKey()
  await customer.at.sees('You speak with Lin')
  await first.page.context().close()
  const second = await Agent.open(withVoice(browser), 'en')
  await second.signIn(1)
  await second.acceptByKey()
  await customer.at.sees('You speak with Chen')
  await bothHear(customer.voice, new Voice(second.page))
  await second.page.getByRole('button', { name: 'Hang up' }).click()
  await second.end('Alt+r', 'Taken over.')
  await second.leave()
  await customer.leaves()
})
