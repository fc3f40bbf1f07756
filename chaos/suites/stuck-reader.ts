import { openHouse } from '@baton/bench/house'
import { inTurns, median, percentile, sleep } from '@baton/bench/numbers'
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
 * others do not notice; they catch up without loss. Floods with them stuck take turns with floods with everybody reading: the
 * heap grows in steps of many megabytes whoever reads, so each is held against those right before and after it, and the
 * middle of all counts.
 */
export const stuckReader: Suite = async ({ folder, isShort }) => {
  const { ms, turns } = isShort ? { ms: 3_000, turns: 3 } : { ms: 12_000, turns: 5 }
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
      // Of the later half, when the reader has long been stuck.
      return { resident: median(resident.slice(resident.length / 2)), p99: percentile(times, 0.99) }
    }
    const quiet = await during(sleep(ms))
    // The first flood also pays for the heap, which is there for the second.
    await during(flood.run(ms))
    const reading = [await during(flood.run(ms))]
    const stuck: Awaited<ReturnType<typeof during>>[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      await reader.come()
      reader.stick()
      stuck.push(await during(flood.run(ms)))
      await reader.catchUp()
      reader.leave()
      reading.push(await during(flood.run(ms)))
    }
    flood.close()
    for (const socket of others) socket.close()
    // Whoever was stuck last has heard nothing of the flood after.
    await reader.come()
    reader.leave()
    const verdict = judge(await wholeLog(house, await ticket()), [reader.testimony()])
    const resident = (at: number): number => (reading[at]?.resident ?? Number.NaN) / MIB
    const growth = stuck.map((each, at) => each.resident / MIB - (resident(at) + resident(at + 1)) / 2)
    const p99 = (of: readonly { p99: number }[]): number => median(of.map((each) => each.p99))
    return {
      verdict,
      rows: [
        held('stuck reader growth', median(growth), 'MiB', '<= 16'),
        told('stuck reader: growth in the worst flood of all', Math.max(...growth), 'MiB'),
        told(
          'stuck reader: growth from one flood to the next, with everybody reading',
          median(stuck.map((_, at) => resident(at + 1) - resident(at))),
          'MiB',
        ),
        told('stuck reader: written past it and read later', reader.heard.length, 'count'),
        told(
          'stuck reader: p99 of others in the flood, to that in the same flood without it',
          p99(stuck) / p99(reading),
          'ratio',
        ),
        told('stuck reader: p99 of others in the flood, to that before', p99(stuck) / quiet.p99, 'ratio'),
        told('stuck reader: flood', flood.acked, 'messages'),
      ],
    }
  } finally {
    reception.leave()
    await house.stop()
  }
}
