import { join } from 'node:path'
import { type House, openHouse } from '../baton/house.ts'
import { enter, say } from '../baton/promoted.ts'
import { inTurns, median, sleep } from '../numbers.ts'
import { PlainRoom } from '../peers/plain-room.ts'
import { startBareObject } from '../peers/start-peers.ts'
import { openDatabases, residentBytes } from '../process-load.ts'
import { held, type Row, told } from '../row.ts'

const BATCH = 600
/** The first batches also pay for the heap, which is there for all that follow. */
const WARM_UP_BATCHES = 2
const BATCHES = 3
/** Objects hibernate ten seconds after their last event. */
const HIBERNATED_MS = 14_000

interface Crowd {
  pid: number
  /** Opens session number `at`, says one thing in it, and leaves its socket open. */
  come(at: number): Promise<void>
  stop(): Promise<void>
}

/** What one more session costs that somebody has open and nobody writes in. */
export async function memory(folder: string): Promise<Row[]> {
  const crowds = { Baton: await batonCrowd(join(folder, 'baton')), 'bare DO': await bareCrowd(join(folder, 'bare')) }
  const marginal: Record<keyof typeof crowds, number[]> = { Baton: [], 'bare DO': [] }
  const names = ['Baton', 'bare DO'] as const
  try {
    const last = { Baton: 0, 'bare DO': 0 }
    for (let batch = 0; batch < WARM_UP_BATCHES + BATCHES; batch += 1) {
      const numbers = Array.from({ length: BATCH }, (_, at) => batch * BATCH + at)
      for (const name of names) await inTurns(numbers, 20, (at) => crowds[name].come(at))
      await sleep(HIBERNATED_MS)
      for (const name of names) {
        const { pid } = crowds[name]
        const awake = await openDatabases(pid)
        if (awake > BATCH / 10) throw new Error(`${name}: ${awake} objects are still awake`)
        const bytes = await residentBytes(pid)
        if (batch >= WARM_UP_BATCHES) marginal[name].push((bytes - last[name]) / BATCH)
        last[name] = bytes
      }
    }
  } finally {
    for (const { stop } of Object.values(crowds)) await stop()
  }
  const kilobytes = (name: keyof typeof crowds): number => median(marginal[name]) / 1024
  return [
    held(
      'idle hibernated session memory ratio to bare DO',
      kilobytes('Baton') / kilobytes('bare DO'),
      'ratio',
      '<= 1.3',
    ),
    ...names.flatMap((name) => [
      told(`${name}: idle hibernated session`, kilobytes(name), 'KiB'),
      told(`${name}: idle hibernated session, least of ${BATCHES}`, Math.min(...marginal[name]) / 1024, 'KiB'),
      told(`${name}: idle hibernated session, most of ${BATCHES}`, Math.max(...marginal[name]) / 1024, 'KiB'),
    ]),
  ]
}

async function batonCrowd(folder: string): Promise<Crowd> {
  const house: House = await openHouse({ folder, agents: 1 })
  return {
    pid: house.pid,
    come: async (at) => {
      const { ticket } = await house.join(`idle-${at}`)
      const { socket } = await enter(house, ticket, house.origin, { tail: 1 })
      await say(socket, 'How long does delivery take?')
    },
    stop: house.stop,
  }
}

async function bareCrowd(folder: string): Promise<Crowd> {
  const { pid, pairs, stop } = await startBareObject(folder, BATCH * (WARM_UP_BATCHES + BATCHES))
  return {
    pid,
    come: async (at) => {
      const peer = pairs[at]?.customer
      if (peer?.speaks !== 'plain') throw new Error(`there is no session ${at}`)
      const { room } = await PlainRoom.enter(peer.url, 0)
      await room.say('How long does delivery take?')
    },
    stop,
  }
}
