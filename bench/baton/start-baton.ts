import type { Pair } from '../load/generator.ts'
import { inTurns } from '../numbers.ts'
import type { Contender } from '../peers/contender.ts'
import { openHouse } from './house.ts'
import { promote, seatsFor, takeSeats } from './promoted.ts'

/** The product, with sessions that were promoted to an agent. */
export async function startBaton(folder: string, sessions: number): Promise<Contender> {
  const house = await openHouse({ folder, agents: seatsFor(sessions) })
  const seats = await takeSeats(house, sessions)
  const url = `${house.url.replace('http', 'ws')}/v1/session`
  const pairs = await inTurns(Array.from({ length: sessions }), 10, async (_, at): Promise<Pair> => {
    const { customer, agentTicket } = await promote(house, seats, `customer-${at}`)
    const { ticket } = await house.join(customer)
    return {
      customer: { speaks: 'baton', url, ticket, origin: house.origin },
      agent: { speaks: 'baton', url, ticket: agentTicket, origin: house.url },
    }
  })
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
