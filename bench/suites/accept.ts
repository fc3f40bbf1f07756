import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ServerFrame } from '@baton/protocol'
import type { FrameSocket } from '../baton/frames.ts'
import { type House, openHouse } from '../baton/house.ts'
import { enter, promote, say, seatsFor, takeSeats } from '../baton/promoted.ts'
import type { Seat } from '../baton/seat.ts'
import { inTurns, percentile } from '../numbers.ts'
import { held, type Row, told } from '../row.ts'

const SESSIONS = 20
const ROUNDS = 4
const PAGE = 200
/** With what the handoff itself adds, more than a page; and below what one socket may send in ten seconds. */
const MESSAGES = 192

/**
 * From the agent's click on accept until the session is on the screen: state, profile, brief and the last 200 events have
 * arrived on a socket of its own.
 */
export async function accept(folder: string): Promise<Row[]> {
  const house = await openHouse({ folder: join(folder, 'accept'), agents: seatsFor(SESSIONS) })
  const seats = await takeSeats(house, SESSIONS)
  const times: number[] = []
  try {
    const agents = await inTurns(Array.from({ length: SESSIONS }), 5, async (_, at) => {
      const { customer, session, agentTicket } = await promote(house, seats, `handed-${at}`)
      const { socket } = await enter(house, agentTicket, house.url, { tail: 1 })
      for (let n = 0; n < MESSAGES; n += 1) await say(socket, `Message number ${n} of a long conversation.`)
      return { customer, session, socket }
    })
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const agent of agents) {
        await handBack(agent.socket)
        const { ms, socket } = await handOver(house, seats, agent)
        agent.socket = socket
        // The first round warms up.
        if (round > 0) times.push(ms)
      }
    }
  } finally {
    for (const seat of seats) seat.leave()
    await house.stop()
  }
  return [
    held('accept to first frames p95', percentile(times, 0.95), 'ms', '<= 100'),
    told('accept to first frames p50', percentile(times, 0.5), 'ms'),
    told('accept to first frames, most of all', Math.max(...times), 'ms'),
    told('accept to first frames: accepts measured', times.length, 'count'),
  ]
}

async function handBack(socket: FrameSocket<ServerFrame>): Promise<void> {
  const id = randomUUID()
  const ack = socket.next('ack', (frame) => frame.id === id)
  socket.send({ type: 'send', id, body: { kind: 'handback', note: 'Answered so far.' } })
  await ack
  socket.close()
}

/** The customer asks for a person again; the clock runs from the accept. */
async function handOver(
  house: House,
  seats: readonly Seat[],
  { customer, session }: { customer: string; session: string },
): Promise<{ ms: number; socket: FrameSocket<ServerFrame> }> {
  const { ticket } = await house.join(customer)
  const { socket: asking } = await enter(house, ticket, house.origin, { tail: 1 })
  const offered = Promise.race(
    seats.map(
      (seat) =>
        new Promise<{ seat: Seat; offerId: string }>((resolve) => {
          seat.onOffer = (of, offerId) => of === session && resolve({ seat, offerId })
        }),
    ),
  )
  asking.send({ type: 'send', id: randomUUID(), body: { kind: 'handoff.request' } })
  const { seat, offerId } = await offered
  const started = performance.now()
  const opens = seat.holds(session)
  seat.accept(offerId)
  const { socket, welcome, replay } = await enter(house, await opens, house.url, { tail: PAGE })
  const ms = performance.now() - started
  asking.close()
  const staff = welcome.state.staff
  if (!staff?.profile || !staff.brief || replay.entries.length < PAGE) {
    throw new Error(`the first frames lack something: ${replay.entries.length} events`)
  }
  return { ms, socket }
}
