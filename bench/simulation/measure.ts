import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerFrame } from '@baton/protocol'
import { FrameSocket } from '../baton/frames.ts'
import { bareHost } from '../baton/host.ts'
import { type House, openHouse } from '../baton/house.ts'
import { Seat } from '../baton/seat.ts'
import { inTurns, median, sleep } from '../numbers.ts'
import { cpuMs } from '../process-load.ts'
import { measureDecisions, measureDesks } from './floor-cost.ts'
import type { Measured } from './measured.ts'

const ENTRY = join(import.meta.dirname, 'measured-worker.ts')
/** Desks that are really connected. A larger floor is worked out from the pure decisions and from these. */
const DESKS = [10, 100, 300, 1_000]

async function measure(folder: string): Promise<Measured> {
  const house = await openHouse({ folder: join(folder, 'rooms'), agents: 1, host: bareHost({ entry: ENTRY }) })
  let rooms: Omit<Measured, 'floor'>
  try {
    rooms = {
      directory: {
        config: await calls(house, 'config'),
        standing: await calls(house, 'standing'),
        customer: await calls(house, 'customer'),
        newcomer: await calls(house, 'newcomer'),
      },
      knowledge: { currentRelease: await calls(house, 'currentRelease') },
      session: { open: await opening(house), botMessage: await asking(house), agentMessage: 0 },
    }
  } finally {
    await house.stop()
  }
  const plain = await openHouse({ folder: join(folder, 'talk'), agents: 1 })
  try {
    rooms.session.agentMessage = await talking(plain)
  } finally {
    await plain.stop()
  }
  const floor = measureDecisions([10, 100, 300, 1_000, 3_000, 5_000, 10_000])
  for (const desks of DESKS) {
    const cost = floor.find(({ agents }) => agents === desks)
    const house = await openHouse({
      folder: join(folder, `floor-${desks}`),
      agents: 1,
      host: bareHost({ entry: ENTRY }),
    })
    try {
      if (cost) Object.assign(cost, await measureDesks(house, desks))
    } finally {
      await house.stop()
    }
  }
  return { ...rooms, floor }
}

const ROUNDS = 5

/** Median over rounds of the processor time of one of `times`. */
async function perOne(house: House, times: number, run: () => Promise<unknown>): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await cpuMs(house.pid)
    await run()
    rounds.push(((await cpuMs(house.pid)) - before) / times)
  }
  return median(rounds)
}

const calls = (house: House, method: string): Promise<number> =>
  perOne(house, 400, () => fetch(`${house.url}/measure/calls?times=400&method=${method}`))

/** Upgrade and hello of somebody known, whose session is awake. */
async function opening(house: House): Promise<number> {
  const tickets = await inTurns(Array.from({ length: 100 * ROUNDS }), 4, () => house.join(`opens-${randomUUID()}`))
  return perOne(house, 100, () =>
    inTurns(tickets.splice(0, 100), 4, async ({ ticket }) => (await enter(house, ticket, house.origin)).close()),
  )
}

async function asking(house: House): Promise<number> {
  return perOne(house, 60, () =>
    inTurns(Array.from({ length: 20 }), 4, async () => {
      const { ticket } = await house.join(`asks-${randomUUID()}`)
      const socket = await enter(house, ticket, house.origin)
      for (const text of ['What is your return policy?', 'Can I get an invoice?', 'Thank you']) {
        const answer = socket.next('event', ({ event }) => event.kind === 'message' && event.by.role === 'bot')
        socket.send({ type: 'send', id: randomUUID(), body: { kind: 'message', text } })
        await answer
      }
      socket.close()
    }),
  )
}

async function talking(house: House): Promise<number> {
  const seat = await Seat.take(house, 0)
  const agents = await inTurns(Array.from({ length: 10 }), 2, async () => {
    const { session, ticket } = await house.join(`talks-${randomUUID()}`)
    const customer = await enter(house, ticket, house.origin)
    const accepted = seat.holds(session)
    customer.send({ type: 'send', id: randomUUID(), body: { kind: 'handoff.request' } })
    return enter(house, await accepted, house.url)
  })
  const perMessage = await perOne(house, 10 * 40, () =>
    inTurns(agents, 10, async (agent) => {
      for (let at = 0; at < 40; at += 1) {
        const id = randomUUID()
        const ack = agent.next('ack', (frame) => frame.id === id)
        agent.send({ type: 'send', id, body: { kind: 'message', text: 'A message about as long as most are.' } })
        await ack
      }
      agent.send({ type: 'got', seq: 1_000_000 })
      await sleep(3_000) // within the frames one socket may send
    }),
  )
  seat.leave()
  return perMessage
}

async function enter(house: House, ticket: string, origin: string): Promise<FrameSocket<ServerFrame>> {
  const socket = await FrameSocket.open<ServerFrame>(house.url, 'session', ticket, origin)
  const ready = socket.next('replay')
  socket.send({ type: 'hello', v: 1, req: 1, tail: 50 })
  await ready
  return socket
}

const folder = await mkdtemp(join(tmpdir(), 'baton-measure-'))
try {
  const measured = await measure(folder)
  const text = JSON.stringify(measured, (_, value) => (typeof value === 'number' ? round(value) : value), 2)
  await writeFile(process.argv[2] ?? join(import.meta.dirname, 'measured.json'), `${text}\n`)
  console.log(text)
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)

function round(value: number): number {
  return Number(value.toPrecision(3))
}
