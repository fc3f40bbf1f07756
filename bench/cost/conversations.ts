import { randomUUID } from 'node:crypto'
import type { Command, Entry, ServerFrame } from '@baton/protocol'
import { FrameSocket } from '../baton/frames.ts'
import type { House } from '../baton/house.ts'
import type { Seat } from '../baton/seat.ts'
import { sleep } from '../numbers.ts'
import { Recorder, type Step } from './step.ts'

/** The pace of people, in seconds. Every figure of time in the cost table rests on it. */
export const PACE = { firstMessage: 15, message: 20, accept: 8, read: 2, close: 30, sweepEvery: 20 } as const
/** Longer than the 10 s without events after which an object hibernates. */
const HIBERNATES_MS = 12_500
const SWEEP_MS = 21_500
const AGENT_SETTLE_MS = 250

const BOT_QUESTIONS = [
  'Where is my parcel?',
  'SO10042',
  'Can I get an invoice for my order?',
  'What is your return policy?',
  'How do I change my delivery address?',
  'Thank you',
]

/** One who talks in a session: a customer, or the agent who holds it. */
class Speaker {
  readonly socket: FrameSocket<ServerFrame>
  epoch = ''
  head = 0

  private constructor(socket: FrameSocket<ServerFrame>) {
    this.socket = socket
    socket.onFrame = (frame) => {
      if (frame.type === 'event') this.head = frame.event.seq
    }
  }

  static async open(house: House, ticket: string, origin: string, since?: Speaker): Promise<Speaker> {
    const speaker = new Speaker(await FrameSocket.open<ServerFrame>(house.url, 'session', ticket, origin))
    const welcome = speaker.socket.next('welcome')
    const replay = speaker.socket.next('replay')
    speaker.socket.send({
      type: 'hello',
      v: 1,
      req: 1,
      ...(since ? { epoch: since.epoch, since: since.head } : { tail: 50 }),
    })
    const { epoch, head } = await welcome
    await replay
    Object.assign(speaker, { epoch, head })
    return speaker
  }

  /** Sends, and waits for the acknowledgement. */
  async say(body: Command): Promise<void> {
    const id = randomUUID()
    const ack = this.socket.next('ack', (frame) => frame.id === id)
    this.socket.send({ type: 'send', id, body })
    this.head = Math.max(this.head, (await ack).seq)
  }

  hear(wants: (event: Entry['event']) => boolean): Promise<void> {
    return this.socket
      .next('event', ({ event }) => wants(event))
      .then(({ event }) => {
        this.head = event.seq
      })
  }

  typing(on: boolean): void {
    this.socket.send({ type: 'signal', kind: 'typing', on })
  }

  read(): void {
    this.socket.send({ type: 'read', seq: this.head })
  }
}

const fromBot = (event: Entry['event']): boolean => event.kind === 'message' && event.by.role === 'bot'

async function enter(house: House, recorder: Recorder, customer: string): Promise<Speaker> {
  let speaker: Speaker | undefined
  await recorder.step('open the page', {}, async () => {
    const { ticket } = await house.join(customer)
    speaker = await Speaker.open(house, ticket, house.origin)
  })
  if (!speaker) throw new Error('nobody came in')
  return speaker
}

async function askBot(recorder: Recorder, customer: Speaker, questions: readonly string[]): Promise<void> {
  for (const [at, text] of questions.entries()) {
    const pause = at === 0 ? PACE.firstMessage : PACE.message
    const first = at === 0 ? ', the first' : ''
    await recorder.step('customer types', { pause: pause - 5, settleMs: 100 }, () => customer.typing(true))
    await recorder.step(`customer message under bot${first}`, { pause: 5 }, async () => {
      const answer = customer.hear(fromBot)
      await customer.say({ kind: 'message', text })
      await answer
    })
    await recorder.step('customer reads', { pause: PACE.read, settleMs: 100 }, () => customer.read())
  }
}

/** (a) Six messages, all answered by the bot. */
export async function botOnly(house: House): Promise<Step[]> {
  const recorder = await begun(house)
  const customer = await enter(house, recorder, `bot-${randomUUID()}`)
  await askBot(recorder, customer, BOT_QUESTIONS)
  await recorder.step('leave', { pause: PACE.close }, () => customer.socket.close())
  return recorder.steps
}

/** (b) Four turns of the bot, a handoff, twelve messages each way with an agent, resolved and rated. */
export async function promoted(house: House, seat: Seat): Promise<Step[]> {
  const recorder = await begun(house)
  const customer = await enter(house, recorder, `promoted-${randomUUID()}`)
  await askBot(recorder, customer, BOT_QUESTIONS.slice(0, 4))
  const offered = new Promise<{ session: string; offer: string }>((resolve) => {
    seat.onOffer = (session, offer) => resolve({ session, offer })
  })
  await recorder.step('handoff, until offered', { pause: PACE.message }, async () => {
    await customer.say({ kind: 'handoff.request' })
    await offered
  })
  let agent: Speaker | undefined
  await recorder.step('accept, and the agent reads in', { pause: PACE.accept }, async () => {
    const { session, offer } = await offered
    const ticket = seat.holds(session)
    seat.accept(offer)
    agent = await Speaker.open(house, await ticket, house.url)
  })
  if (!agent) throw new Error('no agent came')
  const talks: [string, Speaker, Speaker][] = [
    ['agent', agent, customer],
    ['customer', customer, agent],
  ]
  for (let turn = 0; turn < 24; turn += 1) {
    const [who, speaker, reader] = talks[turn % 2] as (typeof talks)[number]
    const settleMs = AGENT_SETTLE_MS
    await recorder.step(`${who} types`, { pause: PACE.message - PACE.read - 5, settleMs: 20 }, () =>
      speaker.typing(true),
    )
    await recorder.step(`${who} message, agent holds`, { pause: 5, settleMs }, async () => {
      const heard = reader.hear((event) => event.kind === 'message')
      await speaker.say({ kind: 'message', text: `Message ${turn} of this talk, about as long as most are.` })
      await heard
    })
    await recorder.step('the other side reads', { pause: PACE.read, settleMs: 20 }, () => reader.read())
  }
  const sweeps = Math.floor((24 * PACE.message) / PACE.sweepEvery)
  await recorder.step('floor looks after its desks', { settleMs: SWEEP_MS, times: sweeps }, () => undefined)
  await recorder.step('resolve', { pause: PACE.message }, () =>
    agent?.say({ kind: 'resolve', resolution: 'Sent again.' }),
  )
  await recorder.step('rate', { pause: PACE.message }, () =>
    customer.say({ kind: 'rate', score: 5, tags: [], comment: 'Quick and kind.' }),
  )
  await recorder.step('leave', { pause: PACE.close }, () => {
    customer.socket.close()
    agent?.socket.close()
  })
  return recorder.steps
}

/** (c) A visitor who opens the page and never writes. */
export async function silent(house: House): Promise<Step[]> {
  const recorder = await begun(house)
  const customer = await enter(house, recorder, `silent-${randomUUID()}`)
  await recorder.step('leave', { pause: PACE.close }, () => customer.socket.close())
  return recorder.steps
}

/** (d) Somebody who talked before comes back: their session is read from disk, and goes on. */
export async function returning(house: House): Promise<Step[]> {
  const recorder = await begun(house)
  const name = `returning-${randomUUID()}`
  const before = await enter(house, recorder, name)
  await askBot(recorder, before, BOT_QUESTIONS.slice(0, 3))
  before.socket.close()
  await sleep(HIBERNATES_MS)
  await recorder.read()
  recorder.steps.length = 0
  let again: Speaker | undefined
  await recorder.step('come back, resume a hibernated session', {}, async () => {
    const { ticket } = await house.join(name)
    again = await Speaker.open(house, ticket, house.origin, before)
  })
  await recorder.step('leave', { pause: PACE.close }, () => again?.socket.close())
  return recorder.steps
}

async function begun(house: House): Promise<Recorder> {
  const recorder = new Recorder(house.url)
  await recorder.read()
  return recorder
}
