import { randomUUID } from 'node:crypto'
import type { ServerFrame } from '@baton/protocol'
import type { Pair } from '../load/generator.ts'
import { inTurns } from '../numbers.ts'
import type { Contender } from '../peers/contender.ts'
import { FrameSocket } from './frames.ts'
import { type House, openHouse } from './house.ts'
import { Seat } from './seat.ts'

const SESSIONS_PER_AGENT = 50

/** The product, with sessions that were promoted to an agent by the ordinary way: asked for, offered, accepted. */
export async function startBaton(folder: string, sessions: number): Promise<Contender> {
  const house = await openHouse({ folder, agents: Math.ceil(sessions / SESSIONS_PER_AGENT) })
  const seats = await Promise.all(
    Array.from({ length: Math.ceil(sessions / SESSIONS_PER_AGENT) }, (_, at) => Seat.take(house, at)),
  )
  const pairs = await inTurns(Array.from({ length: sessions }), 10, (_, at) => promoted(house, seats, `customer-${at}`))
  return {
    name: 'Baton',
    pid: house.pid,
    pairs,
    stop: async () => {
      for (const seat of seats) seat.leave()
      await house.stop()
    },
  }
}

/** A session whose baton an agent holds, with fresh tickets for both. */
async function promoted(house: House, seats: readonly Seat[], customer: string): Promise<Pair> {
  const { url, origin } = house
  const { session, ticket } = await house.join(customer)
  const socket = await FrameSocket.open<ServerFrame>(url, 'session', ticket, origin)
  const ready = socket.next('replay')
  socket.send({ type: 'hello', v: 1, req: 1, tail: 1 })
  await ready
  const accepted = Promise.race(seats.map((seat) => seat.holds(session)))
  socket.send({ type: 'send', id: randomUUID(), body: { kind: 'handoff.request' } })
  const agentTicket = await accepted
  socket.close()
  const again = await house.join(customer)
  const at = `${url.replace('http', 'ws')}/v1/session`
  return {
    customer: { speaks: 'baton', url: at, ticket: again.ticket, origin },
    agent: { speaks: 'baton', url: at, ticket: agentTicket, origin: url },
  }
}
