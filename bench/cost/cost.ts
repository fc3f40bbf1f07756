import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ServerFrame } from '@baton/protocol'
import { FrameSocket } from '../baton/frames.ts'
import { bareHost } from '../baton/host.ts'
import { type House, openHouse } from '../baton/house.ts'
import { Seat } from '../baton/seat.ts'
import { inTurns, sleep } from '../numbers.ts'
import { cpuMs } from '../process-load.ts'
import { held, type Row, told } from '../row.ts'
import { billOf } from './bill.ts'
import { botOnly, promoted, returning, silent } from './conversations.ts'
import { type Conversation, conversationOf, total } from './counts.ts'

/** What the doc's tables are made of. */
export interface CostMeasured {
  conversations: Conversation[]
  /** Processor time of the whole gateway per request to the Worker when a page is opened: more than the Worker's share. */
  workerCpuMs: number
}

const ENTRY = join(import.meta.dirname, 'metered-worker.ts')
/** A floor looks once more after an agent's first hello. */
const FLOOR_CALM_MS = 6_500
const OPENINGS = 200

/** Plays each kind of conversation once against the real gateway and counts what the platform would bill. */
export async function measureCost(folder: string): Promise<CostMeasured> {
  const house = await openHouse({ folder, agents: 1, host: bareHost({ entry: ENTRY }) })
  try {
    const workerCpuMs = await cpuPerRequest(house)
    const seat = await Seat.take(house, 0)
    await sleep(FLOOR_CALM_MS)
    const conversations = [
      conversationOf('opens the page, never writes', await silent(house)),
      conversationOf('comes back to a hibernated session', await returning(house)),
      conversationOf('six messages to the bot', await botOnly(house)),
      conversationOf('four to the bot, then an agent, twelve messages each way', await promoted(house, seat)),
    ]
    seat.leave()
    return { conversations, workerCpuMs }
  } finally {
    await house.stop()
  }
}

/** Two requests open a page: the join and the upgrade. */
async function cpuPerRequest(house: House): Promise<number> {
  const before = await cpuMs(house.pid)
  await inTurns(Array.from({ length: OPENINGS }), 4, async () => {
    const { ticket } = await house.join(randomUUID())
    const socket = await FrameSocket.open<ServerFrame>(house.url, 'session', ticket, house.origin)
    socket.close()
  })
  return ((await cpuMs(house.pid)) - before) / (2 * OPENINGS)
}

export async function cost(folder: string): Promise<Row[]> {
  return costRows(await measureCost(folder))
}

export function costRows({ conversations, workerCpuMs }: CostMeasured): Row[] {
  const written = (kind: string): number => {
    const step = conversations.flatMap(({ steps }) => steps).find(({ name }) => name === kind)
    return step ? total(step.counts, 'rowsWritten') : Number.NaN
  }
  return [
    held('rows written per agent message', written('agent message, agent holds'), 'rows', '<= 2.5'),
    held('rows written per customer message, agent holds', written('customer message, agent holds'), 'rows', '<= 2.5'),
    told('rows written per customer message under bot', written('customer message under bot'), 'rows'),
    told('gateway CPU per Worker request', workerCpuMs, 'ms'),
    ...conversations.flatMap((conversation) => {
      const { name, counts, session } = conversation
      return [
        told(`${name}: Worker requests`, counts.workerRequests, 'count'),
        told(`${name}: object requests`, total(counts, 'requests'), 'count'),
        told(`${name}: WebSocket messages in`, total(counts, 'messages'), 'count'),
        told(`${name}: rows read`, total(counts, 'rowsRead'), 'rows'),
        told(`${name}: rows written`, total(counts, 'rowsWritten'), 'rows'),
        told(`${name}: Session awake`, session.awakeSeconds, 's'),
        told(`${name}: Session stores`, session.storedBytes / 1_024, 'KB'),
        told(`${name}: 1 000 of them`, billOf(conversation, workerCpuMs).total, 'USD'),
      ]
    }),
  ]
}
