import { join } from 'node:path'
import { FrameSocket } from '@baton/bench/frames'
import { type House, openHouse } from '@baton/bench/house'
import { inTurns, sleep, within } from '@baton/bench/numbers'
import { promote } from '@baton/bench/promoted'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { judge, sumOf } from '@baton/bench/verdict'
import { wholeLog } from '@baton/bench/whole-log'
import { Writer } from '@baton/bench/writer'
import type { ServerFrame } from '@baton/protocol'
import { GatewayLog } from '../gateway-log.ts'
import { SmallDisk } from '../hosts/small-disk.ts'
import { notRun } from '../not-run.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

const SESSIONS = 4
/** A socket may send 200 frames in 10 s, and each message is two. */
const REST_MS = 100
const MEGABYTES = 48
const WRITING_MS = 1_000
const FULL_MS = 4_000
const BACK_MS = 20_000
const ANSWER_MS = 2_000
/** Coming in may find room in a file that is there already. */
const LET_IN = 'let in'

/** The disk is full: messages are refused by name, none is acknowledged that is not stored, and it goes on once there is room. */
export const storageFull: Suite = async ({ folder, isShort, lessons }) => {
  const disk = await SmallDisk.mount(join(folder, 'disk'), MEGABYTES)
  if (!disk) return { rows: [notRun('storage full: messages refused', 'nothing can be mounted here; root may')] }
  try {
    const log = new GatewayLog()
    const house = await openHouse({ folder: disk.folder, lessons, agents: 1, log: log.take })
    try {
      const reception = await Reception.open(house)
      const sessions = await inTurns(Array.from({ length: SESSIONS }), 4, async (_, at) => {
        const { session } = await promote(house, [reception.seat], `full-${at}`)
        const ticket = (): Promise<string> => reception.ticket(session)
        return {
          session,
          writer: new Writer({ house, origin: house.url, name: `agent ${at}`, ticket, restMs: REST_MS }),
        }
      })
      const writers = sessions.map(({ writer }) => writer)
      const runs = writers.map((writer) => writer.run())
      const backMs: number[] = []
      const answers: string[] = []
      for (let round = 0; round < (isShort ? 1 : 5); round += 1) {
        await sleep(WRITING_MS)
        await disk.fill()
        await sleep(FULL_MS)
        for (let at = 0; at < SESSIONS; at += 1) answers.push(await answerTo(house, `full-${at}`))
        await disk.free()
        const freedAt = Date.now()
        await reception.sitAgain()
        const before = writers.map(({ acked }) => acked.size)
        await until('all are acknowledged something again', BACK_MS, () =>
          writers.every(({ acked }, at) => acked.size > (before[at] ?? 0)),
        )
        backMs.push(Date.now() - freedAt)
      }
      // What was acknowledged must be on the disk, not in a process.
      await house.crash()
      await reception.sitAgain()
      for (const writer of writers) writer.finish()
      await within(BACK_MS, 'everybody finishes', Promise.all(runs))
      const verdicts = await inTurns(sessions, 2, async ({ session, writer }) =>
        judge(await wholeLog(house, await reception.ticket(session)), [writer]),
      )
      reception.leave()
      const nacks = writers.reduce((sum, { refusals }) => sum + (refusals.get('storage_full') ?? 0), 0)
      const named = answers.filter((code) => code === 'storage_full').length
      const letIn = answers.filter((code) => code === LET_IN).length
      return {
        verdict: sumOf(verdicts),
        rows: [
          held('storage full: refusals that name it', nacks + named, 'count', '>= 1'),
          held('storage full: other refusals while it is', answers.length - named - letIn, 'count', '<= 0'),
          held('storage full: back after there was room', Math.max(...backMs) / 1_000, 's', '<= 15'),
          told('storage full: let in all the same', letIn, 'count'),
          told('storage full: times filled', backMs.length, 'count'),
        ],
      }
    } finally {
      await house.stop()
    }
  } finally {
    disk.unmount()
  }
}

/** How somebody who comes in is answered now: with the code they are refused with, or that they are let in. */
async function answerTo(house: House, customer: string): Promise<string> {
  const { ticket } = await house.join(customer)
  const socket = await FrameSocket.open<ServerFrame>(house.url, 'session', ticket, house.origin)
  const welcome = socket.next('welcome').then(
    () => true,
    () => false,
  )
  socket.send({ type: 'hello', v: 1, req: 1, tail: 1 })
  const isIn = await Promise.race([welcome, sleep(ANSWER_MS).then(() => false)])
  socket.close()
  return isIn ? LET_IN : (socket.bye?.code ?? 'silence')
}
