import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type Board, type FloorServerFrame, floorServerFrame } from '@baton/protocol'
import { expect, test } from 'vitest'
import { directoryOf } from '../rooms-of.ts'
import { Boards } from './boards.ts'
import { openFloor } from './testing/open-floor.ts'

/** A room of agents, each with one socket that keeps what it was sent. */
function room(size: number) {
  const frames = new Map<string, FloorServerFrame[]>()
  const sockets = Array.from({ length: size }, (_, at) => {
    const id = `agent-${at}`
    frames.set(id, [])
    const send = (text: string) => frames.get(id)?.push(floorServerFrame.parse(JSON.parse(text)))
    return [{ send } as unknown as WebSocket, id] as [WebSocket, string]
  })
  let queueLength = 0
  const common = { queue: [], agents: [] }
  return {
    boards: new Boards({ greeted: (agentId) => sockets.filter(([, id]) => agentId === undefined || id === agentId) }),
    count: (id: string) => frames.get(id)?.length,
    last: (id: string): Board | undefined => {
      const frame = frames.get(id)?.at(-1)
      return frame?.type === 'board' ? frame.board : undefined
    },
    /** The board after one more has come to wait. */
    next: () => {
      queueLength += 1
      const shown: Omit<Board, 'queue' | 'agents'> = {
        presence: 'online',
        capacity: 3,
        offers: [],
        mine: [],
        queueLength,
      }
      return (): Board => ({ ...shown, ...common })
    },
  }
}

test('on a small floor everybody sees every change at once, and no board twice', () => {
  const { boards, count, last, next } = room(3)
  const board = next()
  expect(boards.show(board, ['agent-0'], 3, 1_000)).toBeNull()
  expect(boards.show(board, ['agent-0'], 3, 1_001)).toBeNull()
  expect(boards.show(next(), [], 3, 1_002)).toBeNull()
  expect(count('agent-2')).toBe(2)
  expect(last('agent-2')).toMatchObject({ queueLength: 2, queue: [], agents: [] })
})

test('on a large floor whoever a change concerns sees it at once, and the others a little later, all at one time', () => {
  const { boards, count, last, next } = room(200)
  boards.show(next(), [], 200, 1_000)
  expect(boards.show(next(), ['agent-0'], 200, 1_010)).toBe(1_200)
  expect(boards.show(next(), ['agent-1'], 200, 1_020)).toBeNull() // the time is set already
  expect([count('agent-0'), count('agent-1'), count('agent-2')]).toEqual([2, 2, 1])
  boards.showAll(next(), 1_200)
  expect(last('agent-2')?.queueLength).toBe(4)
  expect(count('agent-2')).toBe(2)
  expect(boards.show(next(), ['agent-0'], 200, 1_300)).toBe(1_400)
  expect(boards.show(next(), [], 200, 1_400)).toBeNull()
  expect(last('agent-150')?.queueLength).toBe(6)
})

test('on a large floor the last change reaches everybody, though nothing follows it', async () => {
  const { workspace, arrive, enqueue } = await openFloor()
  const ids = Array.from({ length: 60 }, (_, at) => `desk-${at}`)
  // By hand: hashing sixty passwords takes longer than the test may.
  await runInDurableObject(directoryOf(env, workspace), (_room, { storage }) => {
    for (const id of ids) {
      storage.sql.exec(
        "INSERT INTO agents (id, name, email, role, capacity, locales, password) VALUES (?, ?, ?, 'agent', 1, '[]', '')",
        ...[id, id, `${id}@shop.example`],
      )
    }
  })
  const desks = await Promise.all(ids.map((id) => arrive(id)))
  // The second comes before the floor shows everybody everything again, and only its timer is left to do so.
  await Promise.all([enqueue('one'), enqueue('two')])
  const boards = await Promise.all(desks.map((desk) => desk.untilBoard(({ queueLength }) => queueLength === 2)))
  expect(boards.filter(({ offers }) => offers.length === 1)).toHaveLength(2)
  expect(boards.filter(({ queue }) => queue.length === 2)).toHaveLength(58)
})
