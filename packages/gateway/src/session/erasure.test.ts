import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { keysOf } from '../rooms-of.ts'
import { copyOf, rewind } from '../testing/rewind.ts'
import { Room } from '../testing/wire.ts'
import { GRAVE_MS } from './erasure.ts'

const businessApi = { url: 'http://127.0.0.1:9', token: 'none' }
const QUESTION = 'how long does shipping take'

const rowsOf = async (room: Room): Promise<number> =>
  (await copyOf(room.stub))
    .filter(({ table }) => table !== '_migrations' && table !== 'erased')
    .reduce((sum, { rows }) => sum + rows.length, 0)

async function talked(): Promise<{ room: Room; customer: Awaited<ReturnType<Room['customer']>> }> {
  const room = await Room.open({ businessApi })
  const customer = await room.customer()
  customer.say(QUESTION)
  await customer.bot()
  return { room, customer }
}

test('T-34 an erased session keeps no row, closes its sockets, and serves nobody who comes late', async () => {
  const { room, customer } = await talked()
  const late = room.ticket()
  await room.stub.erase()
  expect(await customer.closed).toMatchObject({ code: CLOSE.erased })
  expect(await customer.next('bye')).toMatchObject({ code: 'erased' })
  expect(await rowsOf(room)).toBe(0)
  expect(await room.stub.disclose({ after: 0, limit: 10, internal: true })).toBeNull()

  const again = await room.connect(late)
  expect(await again.closed).toMatchObject({ code: CLOSE.erased })
  await evictDurableObject(room.stub)
  const later = await room.connect()
  expect(await later.closed).toMatchObject({ code: CLOSE.erased })
  // Neither do the other rooms bring it back.
  await room.stub.settle({ generation: '' })
  const to = { agent: { id: 'lin', name: 'Lin' } }
  expect(await room.stub.pass({ handoffId: 'h', expectedFence: 1, to, reason: 'accepted' })).toMatchObject({
    ok: false,
  })
  await room.stub.erase()
  expect(await rowsOf(room)).toBe(0)
})

test('T-34 what was under way when the session was erased stores nothing', async () => {
  const { room, customer } = await talked()
  customer.say('and to the islands')
  await runInDurableObject(room.stub, async (session) => {
    const before = session.core
    await session.erase()
    const by = { role: 'system', id: 'session' } as const
    const late = { kind: 'handoff.offered', id: 'late', by, audience: 'staff', body: { rule: 'x' } } as const
    expect(() => before.commit([late])).toThrow('erased')
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await rowsOf(room)).toBe(0)
})

test('the trace of an erased session goes after a day', async () => {
  const { room } = await talked()
  await room.stub.erase()
  const tables = () =>
    runInDurableObject(room.stub, (_, { storage: { sql } }) =>
      sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
    )
  await runInDurableObject(room.stub, async (session, { storage }) => {
    expect(await storage.getAlarm()).toBeGreaterThan(Date.now() + GRAVE_MS - 60_000)
    await session.alarm()
  })
  expect(await tables()).not.toEqual([])
  await runInDurableObject(room.stub, async (session, { storage }) => {
    storage.sql.exec('UPDATE erased SET at = at - ?', GRAVE_MS)
    await session.alarm()
  })
  expect(await tables()).toEqual([])
  const late = await room.connect()
  expect(await late.closed).toMatchObject({ code: CLOSE.erased })
})

test('T-34 a session that comes back from a backup after it was erased wipes itself before it serves anybody', async () => {
  const { room } = await talked()
  const copy = await copyOf(room.stub)
  await keysOf(env, room.workspace).erase({ session: room.session })
  await room.stub.erase()
  await rewind([room.stub, copy])
  const back = await room.connect()
  expect(await back.closed).toMatchObject({ code: CLOSE.erased })
  expect(await rowsOf(room)).toBe(0)
  // Directory was told: it may have been rewound too.
  await vi.waitUntil(
    async () => (await env.DIRECTORY.getByName(room.workspace).erasure({ ref: room.session }))?.state === 'done',
  )
})

test('a session that was not erased comes back from a backup as ever', async () => {
  const { room } = await talked()
  const copy = await copyOf(room.stub)
  await rewind([room.stub, copy])
  const back = await room.connect()
  const { replay } = await back.hello()
  expect(JSON.stringify(replay)).toContain(QUESTION)
})
