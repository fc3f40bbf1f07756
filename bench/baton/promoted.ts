import { randomUUID } from 'node:crypto'
import type { ServerFrame } from '@baton/protocol'
import { within } from '../numbers.ts'
import { FrameSocket } from './frames.ts'
import type { House } from './house.ts'
import { Seat } from './seat.ts'

const SESSIONS_PER_AGENT = 50
/** Whoever is not greeted by then tries again. */
const GREETED_MS = 5_000

/** Enough agents at the desk to hold this many sessions. */
export const seatsFor = (sessions: number): number => Math.ceil(sessions / SESSIONS_PER_AGENT)

export const takeSeats = (house: House, sessions: number): Promise<Seat[]> =>
  Promise.all(Array.from({ length: seatsFor(sessions) }, (_, at) => Seat.take(house, at)))

/** A session whose baton an agent holds, with the agent's ticket. Got by the ordinary way: asked for, offered, accepted. */
export interface Promoted {
  customer: string
  session: string
  agentTicket: string
}

export async function promote(house: House, seats: readonly Seat[], customer: string): Promise<Promoted> {
  const { session, ticket } = await house.join(customer)
  const { socket } = await enter(house, ticket, house.origin, { tail: 1 })
  const accepted = Promise.race(seats.map((seat) => seat.holds(session)))
  socket.send({ type: 'send', id: randomUUID(), body: { kind: 'handoff.request' } })
  const agentTicket = await accepted
  socket.close()
  return { customer, session, agentTicket }
}

type From = { tail: number } | { epoch: string; since: number }

/** Opens a session's socket and reads the first frames. */
export async function enter(
  house: Pick<House, 'url'>,
  ticket: string,
  origin: string,
  from: From,
): Promise<{
  socket: FrameSocket<ServerFrame>
  welcome: Extract<ServerFrame, { type: 'welcome' }>
  replay: Extract<ServerFrame, { type: 'replay' }>
}> {
  const socket = await FrameSocket.open<ServerFrame>(house.url, 'session', ticket, origin)
  const frames = Promise.all([socket.next('welcome'), socket.next('replay')])
  socket.send({ type: 'hello', v: 1, req: 1, ...from })
  try {
    const [welcome, replay] = await within(GREETED_MS, 'a session greets', frames)
    return { socket, welcome, replay }
  } catch (error) {
    socket.close()
    throw error
  }
}

/** Sends one message and waits until it is on disk; answers its seq. */
export async function say(socket: FrameSocket<ServerFrame>, text: string): Promise<number> {
  const id = randomUUID()
  const ack = socket.next('ack', (frame) => frame.id === id)
  socket.send({ type: 'send', id, body: { kind: 'message', text } })
  return (await ack).seq
}
