import { beforeEach, expect, it } from 'vitest'
import { agentAdmission } from '../http/admission.ts'
import { createScript, type Script } from '../testing/script.ts'
import { createWorld, type World } from '../testing/world.ts'
import type { FloorClient } from '../types.ts'
import { createFloor } from './floor.ts'

let world: World
let script: Script
let floor: FloorClient

beforeEach(() => {
  world = createWorld(1)
  script = createScript()
  floor = createFloor({
    gateway: 'https://chat.example',
    ticket: async () => 'abc',
    socket: script.socket,
    platform: { now: world.now, after: world.after, random: world.random },
  })
})

const you = { id: 'lin', name: 'Lin' }
const board = { presence: 'online', capacity: 4, offers: [], mine: [], queue: [], queueLength: 0, agents: [] }

async function start() {
  floor.connect()
  await script.open()
  script.say({ type: 'welcome', v: 1, req: 1, you, now: world.now() + 5_000, board })
}
const ask = () => script.sent.at(-1) ?? { type: 'nothing' }

it('shows the board and every change of it', async () => {
  await start()
  expect(script.opened[0]).toEqual({ url: 'wss://chat.example/v1/floor', protocols: ['baton.v1', 'ticket.abc'] })
  expect(floor.snapshot).toMatchObject({ connection: 'online', you, board, clockOffsetMs: 5_000 })
  script.say({ type: 'board', now: world.now(), board: { ...board, queueLength: 3 } })
  expect(floor.snapshot).toMatchObject({ board: { queueLength: 3 }, clockOffsetMs: 0 })
})

it('shows what supervisors are alerted to, each time anew', async () => {
  await start()
  expect(floor.snapshot.alert).toBeNull()
  const alert = { session: 's_1', customer: 'Li Lei', reason: 'bad_rating', at: 5 }
  script.say({ type: 'alert', ...alert })
  const first = floor.snapshot.alert
  expect(first).toEqual(alert)
  script.say({ type: 'alert', ...alert })
  expect(floor.snapshot.alert).not.toBe(first)
})

it('gives the ticket that comes with an accepted offer', async () => {
  await start()
  const accepted = floor.accept('o_1')
  expect(ask()).toMatchObject({ type: 'accept', offerId: 'o_1' })
  script.say({ type: 'ack', id: ask().id, session: 's_1', ticket: 't_1' })
  expect(await accepted).toEqual({ session: 's_1', ticket: 't_1' })
})

it('rejects with the code of the refusal', async () => {
  await start()
  const accepted = floor.accept('o_1')
  script.say({ type: 'nack', id: ask().id, code: 'offer_gone', message: 'The offer has ended.', retryable: false })
  await expect(accepted).rejects.toMatchObject({ code: 'offer_gone', retryable: false })
})

it('rejects what was not answered when the socket goes, and does not send it later', async () => {
  await start()
  const declined = floor.decline('o_1')
  script.close(1006)
  await expect(declined).rejects.toMatchObject({ code: 'network', retryable: true })
  await expect(floor.setPresence('away')).rejects.toMatchObject({ code: 'network' })
  await world.advance(1_000)
  await start()
  expect(script.sent.map((frame) => frame.type)).toEqual(['hello'])
})

it('rejects what is never answered', async () => {
  await start()
  const presence = floor.setPresence('away')
  const outcome = expect(presence).rejects.toMatchObject({ code: 'network' })
  await world.advance(10_000)
  await outcome
})

it('opens a session with the ticket of the offer first, then with a new one for every attempt', async () => {
  await start()
  const admit = agentAdmission({ gateway: 'https://chat.example', floor, session: 's_1', ticket: 'first' })
  expect(await admit()).toEqual({ url: 'wss://chat.example/v1/session', ticket: 'first' })
  const second = admit()
  expect(ask()).toMatchObject({ type: 'open', session: 's_1' })
  script.say({ type: 'ack', id: ask().id, session: 's_1', ticket: 'second' })
  expect((await second).ticket).toBe('second')
})
