import { runInDurableObject } from 'cloudflare:test'
import type { Entry, Profile } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { Room } from '../testing/wire.ts'

const DAY = 24 * 3_600_000

const profile = (verified: boolean): Profile => ({
  id: 'c_1',
  hostId: verified ? 'cus_1' : null,
  name: null,
  verified,
  locale: 'en',
  tier: null,
  attributes: {},
})

let room: Room
/** Events this old and older are out of a visitor's sight. */
let cut = 0
let head = 0
beforeAll(async () => {
  room = await Room.open()
  const customer = await room.connect(room.ticket({ profile: profile(false) }))
  await customer.hello()
  customer.send({ kind: 'handoff.request' })
  await customer.next('ack')
  ;(await room.agent()).close()
  await room.fill('message', 40)
  await room.fill('note', 5)
  await room.fill('message', 40)
  head = (await room.log()).length
  cut = head - 42 // among the notes: what a visitor may see begins after it
  await age()
})

/** Up to `cut` the log is 15 days old; the rest is 13. */
const age = () =>
  runInDurableObject(room.stub, (_, { storage }) => {
    const write = "UPDATE events SET event = json_set(event, '$.at', CAST(? AS INTEGER)) WHERE seq "
    storage.sql.exec(`${write} <= ?`, Date.now() - 15 * DAY, cut)
    storage.sql.exec(`${write} > ?`, Date.now() - 13 * DAY, cut)
  })

const join = (verified: boolean) => room.connect(room.ticket({ profile: profile(verified) }))
const seqs = (entries: readonly Entry[]) => entries.map(({ event }) => event.seq)
const isChained = (entries: readonly Entry[]) =>
  entries.every(({ prev }, at) => at === 0 || prev === entries[at - 1]?.event.seq)

test('T-17 a visitor pages back to the last 14 days and no further, without a gap', async () => {
  const wire = await join(false)
  const { replay } = await wire.hello({ tail: 15 })
  expect(replay.entries).toHaveLength(15)
  wire.tell({ type: 'history', req: 2, before: replay.entries[0]?.event.seq })
  const page = await wire.next('page')
  const held = [...page.entries, ...replay.entries]
  expect(isChained(held)).toBe(true)
  expect(seqs(held)[0]).toBeGreaterThan(cut)
  expect(held).toHaveLength(40)
  expect(page.more).toBe(false)
  // For them the log begins here: there is nothing older to ask for …
  expect(held[0]?.prev).toBe(0)
  // … and whoever asks all the same is told so.
  wire.tell({ type: 'history', req: 3, before: seqs(held)[0] })
  expect(await wire.next('page')).toMatchObject({ entries: [], more: false })
  wire.tell({ type: 'history', req: 4, before: cut })
  expect(await wire.next('page')).toMatchObject({ entries: [], more: false })
})

test('a resume from before the 14 days is a resync, one from within goes on', async () => {
  const wire = await join(false)
  const { welcome } = await wire.hello()
  const again = await join(false)
  const old = await again.hello({ epoch: welcome.epoch, since: 5 })
  expect(old.welcome.resumed).toBe(false)
  expect(seqs(old.replay.entries).every((seq) => seq > cut)).toBe(true)
  const since = head - 20
  const recent = await (await join(false)).hello({ epoch: welcome.epoch, since })
  expect(recent.welcome.resumed).toBe(true)
  expect(seqs(recent.replay.entries)[0]).toBe(since + 1)
  // Everything before the cut was read, and what follows a visitor may see: that is no gap.
  const lastOld = head - 45
  const edge = await (await join(false)).hello({ epoch: welcome.epoch, since: lastOld })
  expect(edge.welcome.resumed).toBe(true)
  expect(edge.replay.entries[0]?.prev).toBe(lastOld)
})

test('a signed-in customer and the agent see all of it', async () => {
  const wire = await join(true)
  const { replay } = await wire.hello({ tail: 15 })
  wire.tell({ type: 'history', req: 2, before: replay.entries[0]?.event.seq })
  const page = await wire.next('page')
  expect(seqs(page.entries)[0]).toBe(2) // the first is for staff
  expect(page.more).toBe(false)
  const agent = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN' }))
  await agent.hello()
  agent.tell({ type: 'history', req: 2, before: cut })
  expect((await agent.next('page')).entries).toHaveLength(cut - 1)
})

test('when nothing was said for 14 days a visitor begins with an empty page and hears what comes', async () => {
  const quiet = await Room.open()
  const before = await quiet.connect(quiet.ticket({ profile: profile(false) }))
  await before.hello()
  before.say('how long does shipping take')
  await before.event('message', ({ by }) => by.role === 'bot')
  before.close()
  await runInDurableObject(quiet.stub, (_, { storage }) => {
    const old = Date.now() - 15 * DAY
    storage.sql.exec("UPDATE events SET event = json_set(event, '$.at', CAST(? AS INTEGER))", old)
  })
  const wire = await quiet.connect(quiet.ticket({ profile: profile(false) }))
  const { welcome, replay } = await wire.hello()
  expect(replay).toMatchObject({ entries: [], more: false })
  const id = wire.say('how long does shipping take')
  const { prev } = await wire.next('event', ({ event }) => event.id === id)
  expect(prev).toBeGreaterThan(0)
  // The client holds nothing, so it takes that for a gap and asks: it is told to begin anew.
  const asked = await wire.hello({ epoch: welcome.epoch, since: 0 })
  expect(asked.welcome.resumed).toBe(false)
  expect(asked.replay.entries[0]).toMatchObject({ prev: 0 })
  expect(seqs(asked.replay.entries)).toContain((await wire.next('ack')).seq)
})
