import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, settings } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { FakeVendor, playVendors } from '../testing/fake-vendor.ts'
import { Room, type Wire } from '../testing/wire.ts'
import { lookAtAge } from './retention.ts'

playVendors('telegram')

const businessApi = { url: 'http://127.0.0.1:9', token: 'none' }
const DAY = 24 * 3_600_000
const short = { businessApi, settings: settings.parse({ retainDays: 20, retainVisitorDays: 10 }) }
const QUESTION = 'how long does shipping take'

async function asked(wire: Wire, text = QUESTION): Promise<void> {
  wire.say(text)
  await wire.bot()
}

/** As if everything so far had been written that much earlier. */
const age = (room: Room, days: number): Promise<void> =>
  runInDurableObject(room.stub, (session, { storage }) => {
    storage.sql.exec("UPDATE events SET event = json_set(event, '$.at', (event ->> '$.at') - ?)", days * DAY)
    const { case: it } = session.core.ledger.state
    if (it?.closedAt) it.closedAt -= days * DAY
    if (it) it.lastAt -= days * DAY
    if (it) it.openedAt -= days * DAY
  })

/** The case is over, by silence. */
const close = (room: Room): Promise<void> =>
  runInDurableObject(room.stub, (session) => {
    const { case: it } = session.core.ledger.state
    const body = { caseId: it?.id ?? '', reason: 'silence' } as const
    const by = { role: 'system', id: 'session' } as const
    session.core.commit([{ kind: 'case.closed', id: `close:${it?.id}`, by, audience: 'all', body }])
  })

const look = (room: Room, inDays = 0): Promise<number | null> =>
  runInDurableObject(room.stub, (session) => lookAtAge(session.core, () => Date.now() + inDays * DAY))

const isClosed = async (wire: Wire): Promise<void> => {
  wire.close()
  await wire.closed
}

test('a session is looked at from the first socket on', async () => {
  const room = await Room.open(short)
  await room.customer()
  const rows = await runInDurableObject(room.stub, (_, { storage }) =>
    storage.sql.exec<{ due: number }>("SELECT due FROM timers WHERE kind = 'retain'").toArray(),
  )
  expect(rows).toEqual([{ due: expect.closeTo(Date.now() + 30 * DAY, -5) }])
})

test('T-34 a visitor who has been silent for the term is erased, in every room', async () => {
  const room = await Room.open(short)
  const directory = env.DIRECTORY.getByName(room.workspace)
  const customer = await room.customer()
  await asked(customer)
  await close(room)
  await isClosed(customer)
  expect(await look(room, 9)).toBeGreaterThan(Date.now())
  await vi.waitUntil(async () => (await look(room, 11)) === null)
  const late = await room.connect()
  expect(await late.closed).toMatchObject({ code: CLOSE.erased })
  await vi.waitUntil(async () => (await directory.erasure({ ref: room.session }))?.state === 'done')
  expect(await room.log()).toEqual([])
  expect(await env.KEYS.getByName(room.workspace).erased({ sessions: [room.session] })).toEqual([room.session])
})

test('nobody is erased who is there, or whose case is open', async () => {
  const room = await Room.open(short)
  const customer = await room.customer()
  await asked(customer)
  expect(await look(room, 11)).toBeGreaterThan(Date.now())
  await isClosed(customer)
  expect(await look(room, 11)).toBeGreaterThan(Date.now())
  expect(await room.log()).not.toEqual([])
})

test('an active customer keeps the open case and what came before it until its term; older cases are cut whole', async () => {
  const room = await Room.open(short)
  const customer = await room.customer()
  await asked(customer, 'first case, card 4111 1111 1111 1111')
  await close(room)
  await age(room, 15)
  await asked(customer, 'second case')
  await close(room)
  await age(room, 5)
  await asked(customer, 'third case')
  const before = await room.log()
  const [, secondAt, thirdAt] = before.filter(({ kind }) => kind === 'case.opened').map(({ seq }) => seq)
  if (!secondAt || !thirdAt) throw new Error('three cases')
  const state = await room.state()
  await runInDurableObject(room.stub, (_, { storage: { sql } }) =>
    expect(sql.exec('SELECT seq FROM sealed').toArray()).toHaveLength(1),
  )

  await look(room)
  const kept = await room.log()
  expect(kept).toEqual(before.slice(secondAt - 1))
  expect(await room.state()).toEqual(state)
  const sealed = await runInDurableObject(room.stub, (_, { storage: { sql } }) =>
    sql.exec('SELECT seq FROM sealed').toArray(),
  )
  expect(sealed).toEqual([])

  // Who stood below the cut is told so and gets a tail that begins there; who stood above it goes on.
  const { epoch } = await runInDurableObject(room.stub, ({ core }) => core.identity())
  const below = await room.connect()
  const { welcome, replay } = await below.hello({ epoch, since: 2 })
  expect(welcome).toMatchObject({ resumed: false, epoch })
  expect(replay.entries[0]?.prev).toBe(0)
  expect(JSON.stringify(replay)).not.toContain('first case')
  const above = await room.connect()
  expect((await above.hello({ epoch, since: thirdAt })).welcome.resumed).toBe(true)
  above.tell({ type: 'history', req: 9, before: secondAt })
  expect(await above.next('page')).toMatchObject({ entries: [], more: false })

  // The session goes on, also after a start that folds the log anew.
  await asked(above, 'and to the islands')
  const seqs = (await room.log()).map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.map((_, at) => secondAt + at))
})

test('what the case before was about is forgotten with it, and no sooner', async () => {
  const room = await Room.open(short)
  const state = () => runInDurableObject(room.stub, ({ core }) => core.ledger.state)
  const customer = await room.customer()
  await asked(customer, 'my flight to Lhasa')
  await close(room)
  await age(room, 5)
  await asked(customer)
  await look(room)
  expect((await state()).case?.previous?.want).toBe('my flight to Lhasa')
  await age(room, 8)
  await look(room)
  expect(JSON.stringify(await room.log())).not.toContain('Lhasa')
  expect((await state()).case?.want).toBe(QUESTION)
  expect((await state()).case).not.toHaveProperty('previous')
  const stored = await runInDurableObject(room.stub, (_, { storage: { sql } }) =>
    sql.exec('SELECT * FROM session').toArray(),
  )
  expect(JSON.stringify(stored)).not.toContain('Lhasa')
})

test('how messages came out by a channel is forgotten with them, and the way to the customer stays', async () => {
  const room = await Room.open(short)
  const vendor = await FakeVendor.open(room, 'telegram')
  const anna = vendor.from(room)
  const rows = () =>
    runInDurableObject(room.stub, (_, { storage: { sql } }) =>
      ['deliveries', 'vendor_ids', 'routes'].map((table) => sql.exec(`SELECT * FROM ${table}`).toArray().length),
    )
  const isTold = (count: number) =>
    vi.waitUntil(async () => (await room.log()).filter(({ kind }) => kind === 'message.delivery').length === count, {
      timeout: 15_000,
    })
  await anna.hear(QUESTION)
  await isTold(1)
  await close(room)
  await age(room, 15)
  await anna.hear(QUESTION)
  await isTold(2)
  expect(await rows()).toEqual([2, 2, 1])
  await look(room)
  expect(await rows()).toEqual([1, 1, 1])
  await anna.hear(QUESTION)
  await vendor.took(3)
})

test('T-34 whoever wrote by a channel and is silent for the term is erased, and a way to them is in no row', async () => {
  const room = await Room.open(short)
  const vendor = await FakeVendor.open(room, 'telegram')
  await vendor.from(room).hear(QUESTION)
  await vendor.took(1)
  await close(room)
  await age(room, 15)
  expect(await look(room)).toBeNull()
  await vi.waitUntil(
    async () => (await env.DIRECTORY.getByName(room.workspace).erasure({ ref: room.session }))?.state === 'done',
    { timeout: 15_000 },
  )
  expect(
    await runInDurableObject(room.stub, (_, { storage: { sql } }) => sql.exec('SELECT * FROM routes').toArray()),
  ).toEqual([])
})
