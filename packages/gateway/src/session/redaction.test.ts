import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { fold, initialState } from '@baton/relay/session'
import { describe, expect, test, vi } from 'vitest'
import { auditOf, floorOf } from '../rooms-of.ts'
import { business, callsTo, until } from '../testing/business.ts'
import { bytesOf } from '../testing/bytes-of.ts'
import { Room, type Wire } from '../testing/wire.ts'

/** What the workspace's audit log says was done in sessions. */
const acts = async (room: Room) =>
  (await auditOf(env, room.workspace).page({ after: 0, limit: 100 })).records.filter(({ action }) =>
    action.startsWith('session.'),
  )

/** The stored log folds to the state, now and after the object has been put away. */
async function expectFolded(room: Room): Promise<void> {
  const state = async () => runInDurableObject(room.stub, (session) => session.core.ledger.state)
  expect(await state()).toEqual((await room.log()).reduce(fold, initialState))
  const before = await state()
  await evictDurableObject(room.stub)
  expect(await state()).toEqual(before)
}

/** Every event a client holds, each the next of the one before it, with what was redacted put in place. */
async function held(wire: Wire): Promise<string[]> {
  const { replay } = await wire.hello()
  let last = replay.entries[0]?.prev ?? 0
  for (const { prev, event } of replay.entries) {
    expect(prev).toBe(last)
    last = event.seq
  }
  return replay.entries.flatMap(({ event }) => (event.kind === 'message' ? [event.body.text] : []))
}

describe('a number over two messages', () => {
  test('T-33 leaves no byte in any table of the session or of the floor, and readers are told', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('my card is 4111 1111')
    await customer.bot()
    customer.send({ kind: 'handoff.request' })
    await customer.event('baton.passed')
    const floor = floorOf(env, room.workspace)
    await vi.waitUntil(async () => (await bytesOf(floor)).includes('4111 1111'))
    expect(await bytesOf(room.stub)).toContain('4111 1111')

    customer.say('1111 1111 is the rest')
    const redacted = await customer.event('event.redacted')
    expect(redacted).toMatchObject({
      audience: 'all',
      body: { cause: 'split', text: 'my card is [card ••••]', marks: [{ kind: 'card', original: 0 }] },
    })
    expect((await room.log()).find((event) => event.seq === redacted.body.ref)?.body).toMatchObject({
      text: 'my card is [card ••••]',
    })
    expect(await bytesOf(room.stub)).not.toMatch(/4111 ?1111/)
    await vi.waitUntil(async () => !(await bytesOf(floor)).includes('4111'), { timeout: 10_000 })
    await expectFolded(room)

    const again = await room.connect()
    expect(await held(again)).toContain('my card is [card ••••]')
    const rows = await runInDurableObject(room.stub, (session) => [
      session.core.seals.open(redacted.body.ref, 0),
      session.core.seals.open(redacted.body.ref + 1, 0).catch(() => ''),
    ])
    expect((await Promise.all(rows))[0]).toBe('4111 1111')
  })

  test('is taken out before the object was put away, and after', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('4111 1111')
    await customer.next('ack')
    await customer.bot()
    await evictDurableObject(room.stub)
    const back = await room.customer()
    back.say('1111 1111')
    await back.event('event.redacted')
    expect(await bytesOf(room.stub)).not.toContain('4111 1111')
    await expectFolded(room)
  })

  test('in notes and replies of an agent is masked too, and not kept', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('hello')
    await customer.bot()
    customer.send({ kind: 'handoff.request' })
    await customer.event('baton.passed')
    const agent = await room.agent()
    await agent.hello()
    agent.send({ kind: 'note', text: 'card 5500 0000' })
    await agent.event('note')
    agent.send({ kind: 'message', text: '0000 0004' })
    const { body } = await agent.event('event.redacted')
    expect(body).toMatchObject({ text: 'card [card ••••]' })
    expect(await bytesOf(room.stub)).not.toContain('5500 0000')
    expect(
      await runInDurableObject(
        room.stub,
        (_, { storage }) => storage.sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM sealed').one().n,
      ),
    ).toBe(0)
    // The note is for staff, and so is what tells of it.
    customer.say('ok')
    await customer.next('ack')
    expect(customer.frames.filter((frame) => frame.type === 'event' && frame.event.kind === 'event.redacted')).toEqual(
      [],
    )
  })

  test('a turn that has read the first half begins anew, and stores nothing of it', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    // The business holds its answer back until the second half is there.
    customer.say('where is my order SOHOLD123 and 4111 1111')
    await until(async () => (await callsTo('/api/orders/SOHOLD123')).length > 0)
    customer.say('1111 1111')
    await customer.event('event.redacted')
    await business('/release/SOHOLD123', 'POST')
    // It asks again, and is held back again.
    await until(async () => (await callsTo('/api/orders/SOHOLD123')).length > 1)
    await business('/release/SOHOLD123', 'POST')
    await customer.bot()
    expect(await bytesOf(room.stub)).not.toContain('4111 1111')
    await expectFolded(room)
  })
})

describe('a text that staff take out', () => {
  test('is gone from every table, from the floor, and from what readers hold; it is written down', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('the key is under the blue mat, help')
    const { seq } = await customer.next('ack')
    await customer.bot()
    customer.send({ kind: 'handoff.request' })
    await customer.event('baton.passed')
    const floor = floorOf(env, room.workspace)
    await vi.waitUntil(async () => (await bytesOf(floor)).includes('blue mat'))
    const senior = await room.agent('chen', 'senior')
    await senior.hello()
    const junior = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'CHEN', rank: 'agent' }))
    await junior.hello()
    const no = junior.send({ kind: 'redact', seq, reason: 'an address' })
    expect(await junior.next('nack', (nack) => nack.id === no)).toMatchObject({ code: 'forbidden' })

    const id = senior.send({ kind: 'redact', seq, reason: 'an address' })
    const ack = await senior.next('ack', (each) => each.id === id)
    const told = await customer.event('event.redacted', ({ body }) => body.ref === seq)
    expect(told).toMatchObject({
      seq: ack.seq,
      id,
      by: { id: 'chen' },
      body: { cause: 'removed', text: '[removed]', marks: [{ kind: 'removed' }] },
    })
    senior.send({ kind: 'redact', seq, reason: 'an address' }, id)
    expect(await senior.next('ack', (each) => each.id === id)).toEqual(ack)
    expect(await bytesOf(room.stub)).not.toContain('blue mat')
    await vi.waitUntil(async () => !(await bytesOf(floor)).includes('blue mat'), { timeout: 10_000 })
    await expectFolded(room)
    await vi.waitUntil(async () => (await acts(room)).length > 0)
    expect(await acts(room)).toMatchObject([
      { action: 'session.redact', by: { role: 'senior', id: 'chen' }, on: { session: room.session, seq: String(seq) } },
    ])
  })

  test('while the bot answers it is not in the answer either: the turn begins anew', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('how long does shipping take')
    await customer.bot()
    customer.send({ kind: 'handoff.request' })
    await customer.event('baton.passed')
    const senior = await room.agent('chen', 'senior')
    await senior.hello()
    senior.send({ kind: 'handback', note: '' })
    await customer.bot()
    const id = customer.say('where is my order SOHOLD124')
    const { seq } = await customer.next('ack', (ack) => ack.id === id)
    // The business holds its answer back, and the agent, who may read for a while yet, takes the question out.
    await until(async () => (await callsTo('/api/orders/SOHOLD124')).length > 0)
    senior.send({ kind: 'redact', seq, reason: 'not theirs' })
    await customer.event('event.redacted')
    await business('/release/SOHOLD124', 'POST')
    await customer.bot()
    expect((await bytesOf(room.stub)).toLowerCase()).not.toContain('sohold')
    await expectFolded(room)
  })
})
