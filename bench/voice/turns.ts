import type { Browser } from 'playwright-core'
import { sleep } from '../numbers.ts'
import type { Door } from './door.ts'
import { loudParts } from './loudness.ts'
import type { Script } from './microphone.ts'
import { type Noted, noted, tapped } from './page/taps.ts'
import { Customer } from './people.ts'

/**
 * Each is answered at length, so that the next one comes in the middle of the answer, and each is another: whoever asks the
 * same thing for the third time is given a person.
 */
const QUESTIONS = [
  'How long does delivery take?',
  'How can I pay?',
  'What is your return policy?',
  'How do I use a coupon?',
  'I forgot my password.',
  'Do you accept credit cards?',
  'Can I return it?',
  'How long does shipping take?',
  'Where can I find my coupons?',
  'Can you send me the invoice?',
  'Change my delivery address.',
  'Can I pay with Alipay?',
]
const THEN_MS = 4_000
/** Words of one sentence are never so far apart, and of what the bot says hardly two sentences. */
const PAUSE_MS = 450
/** An f or an h that a voice begins with is heard, too: there is nothing else in a loudspeaker's signal. */
const SOFT = 0.003
/** Silence of the gateway's end of a turn, which is what is waited for before anything may be said (`turnsBySilence`). */
const HANG_MS = 300
export const asking: Script = [{ text: '', thenMs: 8_000 }, ...QUESTIONS.map((text) => ({ text, thenMs: THEN_MS }))]
/** As long as that takes. */
const SECONDS = 8 + QUESTIONS.length * 5.5

export interface Turns {
  /** From the beginning of the customer's speech until the bot is not heard any more, while it was speaking. */
  stopMs: number[]
  /** From the true end of the customer's speech to the first of the answer, less the hang and the bot's own time. */
  firstMs: number[]
}

/** A customer asks again and again over the bot's answers, and is listened to at both ends. */
export async function turns(browser: Browser, door: Door): Promise<Turns> {
  const customer = await Customer.visit(browser, door)
  try {
    await customer.call()
    await sleep(SECONDS * 1_000)
    const said = loudParts(await tapped(customer.page, 'microphone'), PAUSE_MS)
    const heard = loudParts(await tapped(customer.page, 'speaker'), PAUSE_MS, SOFT)
    const frames = framesOf(await noted(customer.page))
    return { stopMs: stops(said, heard, frames), firstMs: firsts(said, heard, frames) }
  } finally {
    await customer.leave()
  }
}

type Part = { from: number; to: number }
type Frame = { at: number; what: Noted['what']; frame: Record<string, unknown> }

/** Only where the bot was interrupted: what came to its own end is no stop. */
function stops(said: readonly Part[], heard: readonly Part[], frames: readonly Frame[]): number[] {
  return said.flatMap(({ from, to }) => {
    const over = heard.find((part) => part.from < from && part.to > from)
    const isInterrupted = frames.some(
      ({ at, what, frame }) => what === 'sent' && at > from && at < to && frame.type === 'played' && !frame.whole,
    )
    return over && isInterrupted ? [over.to - from] : []
  })
}

/**
 * The bot's own time is what passes, at the customer's page, between their words standing in the log and the first of the bot's:
 * both come the same way. What is left is the recogniser, the voice, the way there and back, and what waits to be played.
 */
function firsts(said: readonly Part[], heard: readonly Part[], frames: readonly Frame[]): number[] {
  return said.flatMap(({ to }, at) => {
    const until = said[at + 1]?.from ?? to + THEN_MS
    const sound = heard.find(({ from }) => from > to && from < until)
    const own = ownMs(frames.filter((frame) => frame.at > to && frame.at < until))
    return sound && own !== null ? [sound.from - to - HANG_MS - own] : []
  })
}

function ownMs(frames: readonly Frame[]): number | null {
  const asked = frames.find((each) => isMessageOf(each, 'customer'))
  const answered = frames.find((each) => each.frame.type === 'delta' || isMessageOf(each, 'bot'))
  return asked && answered ? answered.at - asked.at : null
}

const isMessageOf = ({ what, frame }: Frame, role: string): boolean => {
  const event = frame.event as { kind?: string; by?: { role?: string } } | undefined
  return what === 'received' && frame.type === 'event' && event?.kind === 'message' && event.by?.role === role
}

const framesOf = (notes: readonly Noted[]): Frame[] =>
  notes.flatMap(({ at, what, text }) => (text.startsWith('{') ? [{ at, what, frame: JSON.parse(text) }] : []))
