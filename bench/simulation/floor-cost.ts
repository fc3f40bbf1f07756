import { performance } from 'node:perf_hooks'
import type { FloorServerFrame } from '@baton/protocol'
import { boardsOf, decideFloor, nextDue } from '@baton/relay/floor'
import { FrameSocket } from '../baton/frames.ts'
import type { House } from '../baton/house.ts'
import { inTurns, median, sleep } from '../numbers.ts'
import { cpuMs } from '../process-load.ts'
import { CONTEXT, crowdedFloor, queuedItem } from './crowded-floor.ts'

/** What a floor of so many agents costs, in milliseconds. */
export interface FloorCost {
  agents: number
  /** One change, decided, with 30 waiting; and what all boards have in common. */
  decideMs: number
  /** One agent's board as text, and its length. */
  boardMs: number
  boardBytes: number
  /** Processor time of one conversation through the real floor: enqueue, offer, accept, pass, release. */
  conversationMs?: number
  /** The same of one agent who arrives, and of one look at every agent's standing. */
  arriveMs?: number
  recheckMs?: number
}

const WARM_UP = 20
const REPEATS = 41
const WAITING = 30

function timed(run: () => unknown): number {
  const times: number[] = []
  for (let at = 0; at < WARM_UP + REPEATS; at += 1) {
    const begun = performance.now()
    run()
    if (at >= WARM_UP) times.push(performance.now() - begun)
  }
  return median(times)
}

/** The pure part, on this process's own engine, which is the gateway's too. */
export function measureDecisions(sizes: readonly number[]): FloorCost[] {
  return sizes.map((agents) => {
    const floor = crowdedFloor(agents, WAITING)
    const command = { type: 'enqueue' as const, item: queuedItem('new'), fence: 2 }
    const { state } = decideFloor(floor, command, CONTEXT)
    const boards = boardsOf(state)
    const decideMs = timed(() => {
      const next = decideFloor(floor, command, CONTEXT).state
      nextDue(next, CONTEXT.now)
      boardsOf(next)
    })
    return {
      agents,
      decideMs,
      boardMs: timed(() => JSON.stringify(boards('agent-1'))),
      boardBytes: JSON.stringify(boards('agent-1')).length,
    }
  })
}

const CONVERSATIONS = 60

/** The real floor, with this many desks connected that take what they are offered. */
export async function measureDesks(
  house: House,
  desks: number,
): Promise<Required<Pick<FloorCost, 'conversationMs' | 'arriveMs' | 'recheckMs'>>> {
  const post = async (path: string, body?: unknown): Promise<void> => {
    const answer = await fetch(`${house.url}/measure/${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  }
  const costed = async (times: number, run: () => Promise<unknown>): Promise<number> => {
    const before = await cpuMs(house.pid)
    await run()
    await sleep(300)
    return ((await cpuMs(house.pid)) - before) / times
  }
  await post(`fill?agents=${desks}`)
  const taken = new Map<string, () => void>()
  const arrive = async (at: number): Promise<FrameSocket<FloorServerFrame>> => {
    const desk = await FrameSocket.at<FloorServerFrame>(`${house.url}/measure/desk?at=${at}`, 'none', house.url)
    const welcome = desk.next('welcome')
    desk.send({ type: 'hello', v: 1, req: 1 })
    await welcome
    desk.onFrame = (frame) => {
      if (frame.type === 'ack' && frame.session) taken.get(frame.session)?.()
      if (frame.type !== 'board') return
      for (const { id } of frame.board.offers) desk.send({ type: 'accept', id: `accept-${id}`, offerId: id })
    }
    return desk
  }
  const opened = await inTurns(Array.from({ length: desks - 5 }), 1, (_, at) => arrive(at))
  const arriveMs = await costed(5, async () => {
    for (let at = desks - 5; at < desks; at += 1) opened.push(await arrive(at))
  })
  const conversationMs = await costed(CONVERSATIONS, async () => {
    for (let at = 0; at < CONVERSATIONS; at += 1) {
      const item = queuedItem(`talk-${at}`)
      const accepted = new Promise<void>((resolve) => taken.set(item.session, resolve))
      await post('enqueue', { item, fence: 1 })
      await accepted
      await post('release', { session: item.session, handoffId: item.handoffId, fence: 9 })
    }
  })
  const recheckMs = await costed(3, async () => {
    for (let at = 0; at < 3; at += 1) await post('recheck')
  })
  for (const desk of opened) desk.close()
  return { conversationMs, arriveMs, recheckMs }
}
