import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from '../agent.ts'
import { openNetwork } from './network.ts'
import { SpeakingCustomer } from './speaking-customer.ts'
import { bothHear, canSpeak, launchWithMicrophone, Voice, withVoice } from './voice.ts'

/** Calls take as long as what is said in them; a machine that does much else takes several times that. */
const LONG = { timeout: 300_000 }
const CUT_MS = 2_000
/** A machine that is told to hurry speaks less than half as fast again, so it begins slowly. */
const CALM = { pace: 0.75 }
const ANGRY = { pace: 1.5, loudness: 3, pitch: 220 }

const voiceTest = test.skipIf(!canSpeak)

let browser: Browser
/** Sits at the desk for as long as it goes: an account is signed in to so often from one place, and no more. */
let agent: Agent
beforeAll(async () => {
  browser = await launchWithMicrophone()
  if (!canSpeak) return
  agent = await Agent.open(withVoice(browser), 'en')
  await agent.signIn(0)
})
afterAll(() => browser.close())

/** Hangs up, has nothing more to do about it, and is free for the next. */
async function settles(who: Agent, what: string): Promise<void> {
  await who.page.getByRole('button', { name: 'Hang up' }).click()
  await who.page.getByRole('button', { name: 'Done' }).click()
  await who.end('Alt+r', what)
}

voiceTest('an order is asked after by voice, and "agent please" brings a person who knows', LONG, async () => {
  const customer = await SpeakingCustomer.visit(withVoice(browser), 'en', 'cus_linyijun')
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
  await settles(agent, 'Told when it comes.')
  await customer.leaves()
})

voiceTest('angry words, said faster and louder, bring a person who is told so', LONG, async () => {
  const customer = await SpeakingCustomer.visit(withVoice(browser), 'en')
  await customer.callsTheBot()
  // How somebody usually sounds is known after three times.
  for (const calm of ['track my order', 'never mind', 'is my package out for delivery']) {
    await customer.says(calm, new RegExp(calm, 'i'), CALM)
    await customer.voice.hears()
  }
  await customer.says('this solution is unacceptable', /unacceptable/i, ANGRY)
  await agent.acceptByKey()
  await agent.sees(/Customer (is angry|sounds agitated)/)
  await agent.sees('On the line')
  await settles(agent, 'Apologised.')
  await customer.leaves()
})

voiceTest('a network that is gone for two seconds takes nothing from a call but the time', LONG, async () => {
  const network = await openNetwork()
  const cuttable = await launchWithMicrophone(true, network.flags)
  const customer = await SpeakingCustomer.visit(withVoice(cuttable), 'en')
  await customer.callsTheBot()
  await customer.pressesKey('0')
  await agent.acceptByKey()
  await customer.at.sees('You speak with Lin')
  const [mouth, ear] = [customer.voice, new Voice(agent.page)]
  await bothHear(mouth, ear)
  const cut = network.cut(CUT_MS)
  await customer.at.sees('Connection lost, reconnecting')
  await cut
  await customer.at.sees(/(Good|Fair|Weak) connection/)
  await bothHear(mouth, ear)
  await customer.at.sees('You speak with Lin')
  // Of one call: nobody was asked twice, and nobody was told that it was over.
  expect(await agent.page.getByText('Lin is on the call.', { exact: true }).count()).toBe(1)
  await settles(agent, 'Back again.')
  await customer.leaves()
  await cuttable.close()
  network.close()
})

voiceTest('an agent whose browser is closed in a call leaves the customer to the next agent', LONG, async () => {
  const customer = await SpeakingCustomer.visit(withVoice(browser), 'en')
  await customer.callsTheBot()
  await customer.pressesKey('0')
  await agent.acceptByKey()
  await customer.at.sees('You speak with Lin')
  await agent.leave()
  const second = await Agent.open(withVoice(browser), 'en')
  await second.signIn(1)
  await second.acceptByKey()
  await customer.at.sees('You speak with Chen')
  await bothHear(customer.voice, new Voice(second.page))
  await settles(second, 'Taken over.')
  await second.leave()
  await customer.leaves()
})
