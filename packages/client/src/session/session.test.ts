import { beforeEach, expect, it } from 'vitest'
import { entries, event, view } from '../testing/event.ts'
import { createOrigin } from '../testing/origin.ts'
import { createScript, type Script } from '../testing/script.ts'
import { createWorld, type World } from '../testing/world.ts'
import type { PendingSend, SessionClient } from '../types.ts'
import { createReveals } from './reveals.ts'
import { createSession } from './session.ts'

let world: World
let script: Script
let session: SessionClient
let lose: () => void

beforeEach(() => {
  world = createWorld(1)
  script = createScript()
  session = createSession({
    name: 'site',
    reveals: createReveals,
    admit: async () => ({ url: 'wss://chat.example/v1/session', ticket: 'abc' }),
    socket: script.socket,
    platform: {
      now: world.now,
      after: world.after,
      random: world.random,
      onOffline(lost) {
        lose = lost
        return () => {}
      },
      ...createOrigin(),
    },
  })
})

const you = { role: 'customer', id: 'c_1', name: null }
const welcome = {
  type: 'welcome',
  v: 1,
  session: 's_1',
  now: 1_790_000_000_000,
  epoch: 'e_1',
  resumed: true,
  you,
  state: view,
}

async function join(list = entries(2, 3, 4), state: object = view) {
  session.connect()
  await script.open()
  script.say({ ...welcome, req: 1, head: 4, state }, { type: 'replay', req: 1, entries: list, more: false })
  await world.advance(0)
}
const sent = (type: string) => script.sent.filter((frame) => frame.type === type)

it('is online with state, log and who we are in one change', async () => {
  const changes: unknown[] = []
  session.on('change', ({ connection, view, events }) => changes.push([connection, view?.holder, events.length]))
  await join()
  expect(script.opened).toEqual([{ url: 'wss://chat.example/v1/session', protocols: ['baton.v1', 'ticket.abc'] }])
  expect(session.snapshot).toMatchObject({ connection: 'online', you, hasOlder: true, problem: null })
  expect(changes.at(0)).toEqual(['connecting', undefined, 0])
  expect(session.snapshot.events.map((it) => it.seq)).toEqual([3, 4])
  expect(sent('got')).toEqual([{ type: 'got', seq: 4 }])
})

it('does not fold into the view what the welcome holds already', async () => {
  const passed = { from: 'bot', to: 'queue', fence: 2, reason: 'requested' } as const
  const list = [{ prev: 0, event: event(4, 'baton.passed', passed) }]
  await join(list, { ...view, fence: 3, holder: 'agent:lin' })
  expect(session.snapshot.view).toMatchObject({ fence: 3, holder: 'agent:lin' })
  const back = { from: 'agent:lin', to: 'bot', fence: 4, reason: 'handed_back' } as const
  script.say({ type: 'event', prev: 4, event: event(5, 'baton.passed', back) })
  expect(session.snapshot.view).toMatchObject({ fence: 4, holder: 'bot' })
})

it('tells of every event once, after the snapshot has it', async () => {
  const told: [number, number][] = []
  session.on('event', ({ seq }) => told.push([seq, session.snapshot.events.length]))
  await join()
  const [fifth] = entries(4, 5)
  script.say({ type: 'event', ...fifth }, { type: 'event', ...fifth })
  expect(told).toEqual([
    [3, 2],
    [4, 2],
    [5, 3],
  ])
})

it('sends nothing it cannot send, and shows why', async () => {
  const refused: PendingSend[] = []
  session.on('refused', (send) => refused.push(send))
  await join()
  session.send({ kind: 'message', text: '长'.repeat(30_000) })
  expect(refused[0]?.problem?.code).toBe('frame_too_large')
  expect(sent('send')).toEqual([])
})

it('gives up a send that the gateway could not read, and stays connected', async () => {
  await join()
  const id = session.send({ kind: 'message', text: 'one' })
  script.say({ type: 'fault', code: 'frame_malformed', message: 'Not valid.', retryable: false, of: 'send' })
  expect(session.snapshot).toMatchObject({ connection: 'online', problem: { code: 'frame_malformed' } })
  expect(session.snapshot.pending).toMatchObject([{ id, problem: { code: 'frame_malformed' } }])
})

it('ignores frames it does not know', async () => {
  await join()
  const before = session.snapshot
  script.say({ type: 'dance' }, { type: 'pong' })
  expect(session.snapshot).toBe(before)
})

it('loads older pages until there are none', async () => {
  await join()
  const page = Promise.all([session.loadOlder(), session.loadOlder()])
  expect(sent('history')).toEqual([{ type: 'history', req: 2, before: 3 }])
  script.say({ type: 'page', req: 2, entries: entries(0, 1, 2), more: false })
  await page
  expect(session.snapshot.events.map((it) => it.seq)).toEqual([1, 2, 3, 4])
  expect(session.snapshot.hasOlder).toBe(false)
})

it('rejects a page that was lost with the socket', async () => {
  await join()
  const page = session.loadOlder()
  script.close(1006)
  await expect(page).rejects.toMatchObject({ code: 'network', retryable: true })
  await expect(session.loadOlder()).rejects.toMatchObject({ code: 'network' })
})

it('says what was read, and shows it at once', async () => {
  await join()
  session.read(99)
  session.read(3)
  expect(sent('read')).toEqual([{ type: 'read', seq: 4 }])
  expect(session.snapshot.view?.reads.customer).toBe(4)
})

it('knows whether the other side is there, and who is typing there', async () => {
  await join()
  const by = { role: 'agent', id: 'lin', name: 'Lin' }
  const signal = (it: object) => script.say({ type: 'signal', signal: it })
  signal({ kind: 'presence', who: 'staff', online: true })
  signal({ kind: 'presence', who: 'customer', online: false })
  signal({ kind: 'typing', by, on: true })
  expect(session.snapshot).toMatchObject({ peerOnline: true, typing: [by] })
  script.say({ type: 'event', prev: 4, event: { ...event(5, 'message', { text: 'Hello' }), by } })
  expect(session.snapshot.typing).toEqual([])
  script.close(1006)
  expect(session.snapshot).toMatchObject({ connection: 'offline', peerOnline: null })
})

it('shows a bot that looks something up until it has said it, or the baton has passed', async () => {
  await join()
  const bot = { role: 'bot', id: 'bot' }
  const types = () => script.say({ type: 'signal', signal: { kind: 'typing', by: bot, on: true } })
  types()
  expect(session.snapshot.typing).toEqual([bot])
  script.say({ type: 'event', prev: 4, event: { ...event(5, 'message', { text: 'Found it.' }), by: bot } })
  expect(session.snapshot.typing).toEqual([])
  types()
  const passed = { from: 'bot', to: 'queue', fence: 2, reason: 'requested' } as const
  script.say({ type: 'event', prev: 5, event: event(6, 'baton.passed', passed) })
  expect(session.snapshot.typing).toEqual([])
})

it('sends again, under the same id, what was on its way when the network went', async () => {
  await join()
  const id = session.send({ kind: 'message', text: 'one' })
  await world.advance(0)
  expect(sent('send')).toMatchObject([{ id }])
  lose()
  expect(session.snapshot).toMatchObject({ connection: 'offline', pending: [{ id, problem: null }] })
  session.send({ kind: 'message', text: 'two' })
  await world.advance(0)
  expect(sent('send')).toHaveLength(1)
  await world.advance(1_000)
  await script.open()
  const stored = { ...event(5, 'message', { text: 'one' }), id }
  script.say(
    { ...welcome, req: 2, head: 5 },
    { type: 'replay', req: 2, entries: [{ prev: 4, event: stored }], more: false },
  )
  await world.advance(0)
  expect(session.snapshot).toMatchObject({ connection: 'online', pending: [{ command: { text: 'two' } }] })
  expect(sent('send').map((frame) => frame.body)).toEqual([{ kind: 'message', text: 'two' }])
})

it('measures the clock of the gateway by what is live, never by what is old', async () => {
  await join()
  expect(session.snapshot.clockOffsetMs).toBe(0)
  const live = (seq: number, at: number) =>
    script.say({ type: 'event', prev: seq - 1, event: { ...event(seq, 'message', { text: 'now' }), at } })
  live(5, world.now() + 60_000)
  live(6, world.now() + 55_000)
  expect(session.snapshot.clockOffsetMs).toBe(60_000)
})

it('takes a rewound log for what it is: nothing is sent twice, shown twice or missed', async () => {
  await join()
  const told: number[] = []
  session.on('event', ({ seq }) => told.push(seq))
  const acked = session.send({ kind: 'message', text: 'stored, then rewound' })
  await world.advance(0)
  const lost = [
    { ...event(5, 'message', { text: 'stored, then rewound' }), id: acked },
    { ...event(6, 'message', { text: 'an answer' }), id: 't_1_5' },
  ]
  script.say(
    { type: 'ack', id: acked, seq: 5, at: world.now() },
    ...lost.map((it) => ({ type: 'event', prev: it.seq - 1, event: it })),
  )
  lose()
  const pending = session.send({ kind: 'message', text: 'written meanwhile' })
  await world.advance(1_000)
  await script.open()
  const asked = sent('hello').at(-1)
  expect(asked).toMatchObject({ since: 6 })
  script.say(
    { ...welcome, req: Number(asked?.req), epoch: 'after', head: 4, resumed: false },
    { type: 'replay', req: Number(asked?.req), entries: entries(2, 3, 4), more: false },
  )
  await world.advance(0)
  expect(session.snapshot.events.map((it) => it.seq)).toEqual([3, 4])
  // Those of the new socket: what was acknowledged is not sent again.
  expect(sent('send').map((frame) => frame.id)).toEqual([pending])
  script.say({ type: 'event', prev: 4, event: { ...event(5, 'message', { text: 'written meanwhile' }), id: pending } })
  script.say({ type: 'event', prev: 5, event: { ...event(6, 'message', { text: 'another answer' }), id: 't_1_5' } })
  expect(session.snapshot).toMatchObject({ connection: 'online', pending: [] })
  expect(told).toEqual([5, 6, 5, 6])
})

it('shows an original to who asked for it, once, and keeps nothing of it', async () => {
  await join()
  const asked = session.reveal({ seq: 3, original: 0, reason: 'the bank asks' })
  await world.advance(0)
  const [frame] = sent('send')
  expect(frame).toMatchObject({ body: { kind: 'reveal', seq: 3, original: 0, reason: 'the bank asks' } })
  expect(session.snapshot.pending).toEqual([])
  const id = String(frame?.id)
  script.say({ type: 'ack', id, seq: 5, at: 1 }, { type: 'revealed', id, text: '4111 1111', hideAfterMs: 30_000 })
  expect(await asked).toMatchObject({ text: '4111 1111', hideAfterMs: 30_000 })
  expect(JSON.stringify(session.snapshot)).not.toContain('4111 1111')
})

it('says why an original is not shown, and gives up on one when the socket is gone', async () => {
  await join()
  const refused = session.reveal({ seq: 3, original: 0, reason: 'why not' }).catch((error) => error.code)
  await world.advance(0)
  script.say({ type: 'nack', id: sent('send')[0]?.id, code: 'sealed_gone', message: 'Gone.', retryable: false })
  expect(await refused).toBe('sealed_gone')
  const lost = session.reveal({ seq: 3, original: 0, reason: 'why not' }).catch((error) => error.code)
  await world.advance(0)
  session.close()
  expect(await lost).toBe('network')
})
