import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type House, openHouse } from '../baton/house.ts'
import { enter, promote, say, seatsFor, takeSeats } from '../baton/promoted.ts'
import { inTurns, median, percentile, sleep } from '../numbers.ts'
import { PlainRoom } from '../peers/plain-room.ts'
import { startBareObject } from '../peers/start-peers.ts'
import { openDatabases } from '../process-load.ts'
import { held, type Row, told } from '../row.ts'

const SESSIONS = 40
const ROUNDS = 5
const MISSED = 100
/** Objects hibernate ten seconds after their last event. */
const HIBERNATED_MS = 12_500

/** Milliseconds one resume took. */
type Resume = () => Promise<number>

interface Sleepers {
  pid: number
  /** Fetches what a resume needs and does not belong to it. */
  prepare(): Promise<Resume[]>
  stop(): Promise<void>
}

/**
 * How long a customer who missed a hundred events waits for them, from opening the socket to the end of the replay, when
 * the object has to be brought back from disk first. The other side's socket stays open meanwhile.
 */
export async function resume(folder: string): Promise<Row[]> {
  const sleepers = {
    Baton: await batonSleepers(join(folder, 'baton')),
    'bare DO': await bareSleepers(join(folder, 'bare')),
  }
  const p50s: Record<keyof typeof sleepers, number[]> = { Baton: [], 'bare DO': [] }
  try {
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      await sleep(HIBERNATED_MS)
      for (const { pid } of Object.values(sleepers)) await demandEvicted(pid)
      const baton = await sleepers.Baton.prepare()
      const bare = await sleepers['bare DO'].prepare()
      const times: typeof p50s = { Baton: [], 'bare DO': [] }
      for (let at = 0; at < SESSIONS; at += 1) {
        times['bare DO'].push((await bare[at]?.()) ?? Number.NaN)
        times.Baton.push((await baton[at]?.()) ?? Number.NaN)
      }
      if (round > 0) for (const name of ['Baton', 'bare DO'] as const) p50s[name].push(percentile(times[name], 0.5))
    }
  } finally {
    for (const { stop } of Object.values(sleepers)) await stop()
  }
  const ratio = median(p50s.Baton) / median(p50s['bare DO'])
  return [
    held('resume 100 events evicted p50 ratio to bare DO', ratio, 'ratio', '<= 2'),
    ...Object.entries(p50s).flatMap(([name, values]) => [
      told(`${name}: resume 100 events evicted p50`, median(values), 'ms'),
      told(`${name}: resume 100 events evicted p50, least of ${ROUNDS}`, Math.min(...values), 'ms'),
      told(`${name}: resume 100 events evicted p50, most of ${ROUNDS}`, Math.max(...values), 'ms'),
    ]),
  ]
}

async function batonSleepers(folder: string): Promise<Sleepers> {
  const house = await openHouse({ folder, agents: seatsFor(SESSIONS) })
  const seats = await takeSeats(house, SESSIONS)
  const sessions = await inTurns(Array.from({ length: SESSIONS }), 10, (_, at) => missing(house, seats, `away-${at}`))
  return {
    pid: house.pid,
    prepare: () =>
      inTurns(sessions, 10, async ({ customer, epoch, since }): Promise<Resume> => {
        const { ticket } = await house.join(customer)
        return () =>
          timed(async () => {
            const { socket, replay } = await enter(house, ticket, house.origin, { epoch, since })
            return { replayed: replay.entries.length, close: () => socket.close() }
          })
      }),
    stop: async () => {
      for (const seat of seats) seat.leave()
      await house.stop()
    },
  }
}

/** A session in which the agent wrote a hundred messages while the customer was away. */
async function missing(
  house: House,
  seats: Parameters<typeof promote>[1],
  name: string,
): Promise<{ customer: string; epoch: string; since: number }> {
  const { customer, agentTicket } = await promote(house, seats, name)
  const { socket, welcome } = await enter(house, agentTicket, house.url, { tail: 1 })
  for (let at = 0; at < MISSED; at += 1) await say(socket, `Message number ${at} of what you missed.`)
  return { customer, epoch: welcome.epoch, since: welcome.head }
}

async function bareSleepers(folder: string): Promise<Sleepers> {
  const { pid, pairs, stop } = await startBareObject(folder, SESSIONS)
  const urls = pairs.flatMap(({ customer, agent }) =>
    customer.speaks === 'plain' && agent.speaks === 'plain' ? [{ customer: customer.url, agent: agent.url }] : [],
  )
  await inTurns(urls, 10, async ({ agent }) => {
    const { room } = await PlainRoom.enter(agent, 0)
    for (let at = 0; at < MISSED; at += 1) await room.say(`Message number ${at} of what you missed.`)
  })
  return {
    pid,
    prepare: async () =>
      urls.map(
        ({ customer }): Resume =>
          () =>
            timed(async () => {
              const { room, replayed } = await PlainRoom.enter(customer, 0)
              return { replayed, close: () => room.close() }
            }),
      ),
    stop,
  }
}

async function timed(run: () => Promise<{ replayed: number; close: () => void }>): Promise<number> {
  const started = performance.now()
  const { replayed, close } = await run()
  const ms = performance.now() - started
  close()
  if (replayed !== MISSED) throw new Error(`the replay had ${replayed} events instead of ${MISSED}`)
  return ms
}

/** An object in memory keeps its database open. */
async function demandEvicted(pid: number): Promise<void> {
  const open = await openDatabases(pid)
  if (open > SESSIONS / 4) throw new Error(`${open} objects are still awake`)
}
