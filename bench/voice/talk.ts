import type { Browser } from 'playwright-core'
import { sleep } from '../numbers.ts'
import { delays } from './delay.ts'
import type { Door } from './door.ts'
import { firstLoud } from './loudness.ts'
import { noted, type Tap, tapped } from './page/taps.ts'
import { type Agent, Customer } from './people.ts'

/** A greeting begins before the customer does, on any machine that is not overrun. */
export const BEFORE_SPEAKING_MS = 4_000

/** How one call went, from the click to its end. Times in milliseconds, by the wall clock where they are moments. */
export interface Talk {
  /** From the click that begins the call to the first of the greeting at the customer's loudspeaker. */
  greetingMs: number
  /** From accepting to the first of the customer at the agent's loudspeaker. */
  promotionMs: number
  /** Of each piece of the customer's speech: when it was said, and how much later it was heard. */
  heard: { at: number; ms: number }[]
  /** Shares of what the agent heard that had to be made up, in per cent, of each 5 s. */
  concealed: number[]
}

export interface Parties {
  door: Door
  customer: Browser
  agent: Agent
}

/** A customer calls, asks for a person by the keypad, and talks to them for so long; `during` may do something to the line. */
export async function talk(
  { door, customer: browser, agent }: Parties,
  seconds: number,
  during: () => Promise<void> = async () => {},
): Promise<Talk> {
  const customer = await Customer.visit(browser, door)
  try {
    const clicked = await customer.call()
    await sleep(BEFORE_SPEAKING_MS)
    const greeted = firstLoud(await tapped(customer.page, 'speaker'), clicked)
    const before = (await noted(agent.page)).length
    await customer.pressKey('0')
    const accepted = await agent.accept()
    await sleep((seconds * 1_000) / 2)
    await during()
    await sleep((seconds * 1_000) / 2)
    // Before the recordings are read: that keeps both pages busy for a while.
    const notes = (await noted(agent.page)).slice(before)
    const said = await tapped(customer.page, 'microphone')
    const ear = await tapped(agent.page, 'speaker')
    const stats = notes.flatMap(({ what, text }) => {
      const frame = what === 'sent' ? JSON.parse(text) : null
      return frame?.type === 'stats' ? [frame.concealed * 100] : []
    })
    await agent.hangUp()
    const after = { ...said, ...from(said, accepted) }
    return {
      greetingMs: greeted - clicked,
      promotionMs: firstLoud(ear, accepted) - accepted,
      heard: delays(after, ear),
      concealed: stats,
    }
  } finally {
    await customer.leave()
  }
}

/** What was recorded from this moment on. */
function from({ rate, startedAt, samples }: Tap, moment: number): Pick<Tap, 'startedAt' | 'samples'> {
  const at = Math.max(0, Math.round(((moment - startedAt) * rate) / 1_000))
  return { startedAt: startedAt + (at / rate) * 1_000, samples: samples.subarray(at) }
}
