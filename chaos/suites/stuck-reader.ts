import { openHouse } from '@baton/bench/house'
import { inTurns, percentile, sleep } from '@baton/bench/numbers'
import { residentBytes } from '@baton/bench/process-load'
import { enter, promote, say } from '@baton/bench/promoted'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { judge } from '@baton/bench/verdict'
import { wholeLog } from '@baton/bench/whole-log'
import { Flood } from '../clients/flood.ts'
import { Reader } from '../clients/reader.ts'
import type { Suite } from '../trial.ts'

const OTHERS = 4
const OTHERS_WRITE_EVERY_MS = 100
const LOOK_EVERY_MS = 100
const MIB = 1024 * 1024

/**
 * T-28 Somebody stops reading while as much is written to their session as may be. What the gateway keeps for them is bounded;
 * others do not notice; they catch up without loss. The same flood before it, with everybody reading, is what it is held against.
 */
export const stuckReader: Suite = async ({ folder, isShort }) => {
  const ms = isShort ? 6_000 : 30_000
  const house = await openHouse({ folder, agents: 1 })
  const reception = await Reception.open(house)
  try {
    const { customer, session } = await promote(house, [reception.seat], 'stuck')
    const ticket = (): Promise<string> => reception.ticket(session)
    const flood = await Flood.open(house, ticket)
    const reader = new Reader(house, async () => (await house.join(customer)).ticket)
    const others = await inTurns(Array.from({ length: OTHERS }), 2, async (_, at) => {
      const other = await promote(house, [reception.seat], `other-${at}`)
      const { socket } = await enter(house, await reception.ticket(other.session), house.url, { tail: 1 })
      // They write for minutes, and keep up.
      socket.onFrame = (frame) => {
        if (frame.type === 'event') socket.send({ type: 'got', seq: frame.event.seq })
      }
      return socket
    })
    const during = async (run: Promise<void>): Promise<{ resident: number; p99: number }> => {
      const state = { isOver: false }
      const resident: number[] = []
      const over = run.finally(() => {
        state.isOver = true
      })
      const look = async (): Promise<void> => {
        while (!state.isOver) {
          resident.push(await residentBytes(house.pid))
          await sleep(LOOK_EVERY_MS)
        }
      }
      const times: number[] = []
      const write = async (socket: (typeof others)[number]): Promise<void> => {
        while (!state.isOver) {
          const startedAt = performance.now()
          await say(socket, 'Does this take long?')
          times.push(performance.now() - startedAt)
          await sleep(OTHERS_WRITE_EVERY_MS)
        }
      }
      await Promise.all([over, look(), ...others.map(write)])
      // Of the later half, when the reader has long been stuck; in the middle, because the collector makes it go up and down.
      return { resident: percentile(resident.slice(resident.length / 2), 0.5), p99: percentile(times, 0.99) }
    }
    const quiet = await during(sleep(ms / 2))
    // The first flood also pays for the heap, which is there for the second.
    await during(flood.run(ms))
    const reading = await during(flood.run(ms))
    // What one flood takes more than the one before, with everybody reading, is the heap's own affair.
    const again = await during(flood.run(ms))
    await reader.come()
    reader.stick()
    const stuck = await during(flood.run(ms))
    await reader.catchUp()
    reader.leave()
    flood.close()
    for (const socket of others) socket.close()
    const verdict = judge(await wholeLog(house, await ticket()), [reader.testimony()])
    return {
      verdict,
      rows: [
        held(
          'stuck reader growth',
          (stuck.resident - Math.max(reading.resident, again.resident)) / MIB,
          'MiB',
          '<= 16',
        ),
        told(
          'stuck reader: growth of the flood before, with everybody reading',
          (again.resident - reading.resident) / MIB,
          'MiB',
        ),
        told('stuck reader: written past it and read later', reader.heard.length, 'count'),
        told(
          'stuck reader: p99 of others in the flood, to that in the same flood without it',
          stuck.p99 / again.p99,
          'ratio',
        ),
        told('stuck reader: p99 of others in the flood, to that before', stuck.p99 / quiet.p99, 'ratio'),
        told('stuck reader: flood', flood.acked, 'messages'),
      ],
    }
  } finally {
    reception.leave()
    await house.stop()
  }
}
