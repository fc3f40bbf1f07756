import type { ClientFrame, ServerFrame } from '@baton/protocol/wire'
import { beforeEach, expect, it } from 'vitest'
import { entries, view } from '../testing/event.ts'
import { createSync, type Sync } from './sync.ts'

let sent: ClientFrame[]
let added: number[]
let resumed: boolean[]
let broken: number
let sync: Sync

beforeEach(() => {
  sent = []
  added = []
  resumed = []
  broken = 0
  sync = createSync({
    send: (frame) => sent.push(frame),
    onResumed: (_, events, isCaughtUp) => {
      resumed.push(isCaughtUp)
      added.push(...events.map((event) => event.seq))
    },
    onAdded: (events) => added.push(...events.map((event) => event.seq)),
    onBroken: () => {
      broken += 1
    },
  })
})

const welcome = (req: number, over: object = {}) =>
  ({
    ...{ type: 'welcome', v: 1, req, session: 's_1', epoch: 'e_1', head: 3, resumed: true },
    ...{ you: { role: 'customer', id: 'c_1', name: null }, state: view },
    ...over,
  }) as Extract<ServerFrame, { type: 'welcome' }>
const replay = (req: number, list: ReturnType<typeof entries>, more = false) =>
  ({ type: 'replay', req, entries: list, more }) as const
const live = (prev: number, seq: number) => {
  for (const entry of entries(prev, seq)) sync.event(entry)
}

function start() {
  sync.hello()
  sync.welcome(welcome(1))
  sync.replay(replay(1, entries(0, 1, 2, 3)))
}

it('asks for the tail first, and for what follows afterwards', () => {
  start()
  sync.stop()
  sync.hello()
  expect(sent).toEqual([
    { type: 'hello', v: 1, req: 1, tail: 200 },
    { type: 'hello', v: 1, req: 2, epoch: 'e_1', since: 3 },
  ])
  expect(added).toEqual([1, 2, 3])
})

it('asks once for a gap, however many events show it', () => {
  start()
  live(4, 5)
  live(5, 6)
  expect(sent.slice(1)).toEqual([{ type: 'hello', v: 1, req: 2, epoch: 'e_1', since: 3 }])
  sync.welcome(welcome(2))
  sync.replay(replay(2, entries(3, 4, 5, 6)))
  expect(added).toEqual([1, 2, 3, 4, 5, 6])
  expect(sync.awaited).toBe(null)
})

it('asks again when an event overtook the answer that does not hold it', () => {
  start()
  live(4, 5)
  live(5, 6)
  sync.welcome(welcome(2))
  sync.replay(replay(2, entries(3, 4, 5)))
  expect(sent.at(-1)).toMatchObject({ req: 3, since: 5 })
  expect(resumed.at(-1)).toBe(false)
})

it('asks on while there is more', () => {
  start()
  sync.behind()
  sync.welcome(welcome(2))
  sync.replay(replay(2, entries(3, 4), true))
  expect(sent.at(-1)).toMatchObject({ type: 'hello', req: 3, since: 4 })
  expect(resumed).toEqual([true, false])
})

it('ignores answers to another question, and answers given twice', () => {
  sync.hello()
  sync.stop()
  sync.hello()
  sync.welcome(welcome(1))
  sync.replay(replay(1, entries(0, 1)))
  sync.replay(replay(2, entries(0, 1)))
  expect(added).toEqual([])
  sync.welcome(welcome(2))
  sync.welcome(welcome(1))
  sync.replay(replay(1, entries(0, 7)))
  sync.replay(replay(2, entries(0, 1)))
  sync.replay(replay(2, entries(0, 9)))
  expect(added).toEqual([1])
})

it('drops everything it holds when the gateway cannot resume', () => {
  start()
  sync.stop()
  sync.hello()
  sync.welcome(welcome(2, { epoch: 'e_2', resumed: false, head: 2 }))
  sync.replay(replay(2, entries(1, 2)))
  expect(sync.log).toMatchObject({ epoch: 'e_2', base: 1, last: 2 })
  expect(sync.log.events.map((event) => event.seq)).toEqual([2])
})

it('does not put an event of another epoch after what it holds', () => {
  start()
  sync.stop()
  sync.hello()
  live(3, 4)
  expect(sync.log.last).toBe(3)
  sync.welcome(welcome(2, { epoch: 'e_2', resumed: false, head: 3 }))
  sync.replay(replay(2, entries(0, 1, 2, 3)))
  expect(sync.log.events.map((event) => event.seq)).toEqual([1, 2, 3])
  expect(sent.at(-1)).toMatchObject({ type: 'hello', req: 3, epoch: 'e_2', since: 3 })
})

it('starts afresh on a new socket when an answer has a hole or never ends', () => {
  start()
  sync.behind()
  sync.welcome(welcome(2))
  sync.replay(replay(2, entries(8, 9)))
  expect(broken).toBe(1)
  expect(sync.log.epoch).toBe(null)
  sync.hello()
  sync.welcome(welcome(3))
  sync.replay(replay(3, [], true))
  expect(broken).toBe(2)
})
