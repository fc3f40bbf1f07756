import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test, vi } from 'vitest'
import { auditOf, floorOf, keysOf } from '../rooms-of.ts'
import { bytesOf } from '../testing/bytes-of.ts'
import { copyOf, rewind } from '../testing/rewind.ts'
import { Room, type Wire } from '../testing/wire.ts'

const CARD = '4111 1111 1111 1111'
const HIDDEN = /4111[ -]?1111[ -]?1111/

type Row = { seq: number; number: number; kid: string }
const sealedIn = (room: Room): Promise<Row[]> =>
  runInDurableObject(room.stub, (_, { storage }) =>
    storage.sql
      .exec<Record<string, SqlStorageValue> & Row>('SELECT seq, number, kid FROM sealed ORDER BY seq, number')
      .toArray(),
  )

/** What the workspace's audit log says was done in sessions. */
const acts = async (room: Room) =>
  (await auditOf(env, room.workspace).page({ after: 0, limit: 100 })).records.filter(({ action }) =>
    action.startsWith('session.'),
  )

/** A conversation with a card number in it, and a senior agent who holds it. */
async function withCard(): Promise<{ room: Room; customer: Wire; senior: Wire; seq: number }> {
  const room = await Room.open()
  const customer = await room.customer()
  customer.say(`my card ${CARD} was charged twice`)
  const { seq } = await customer.next('ack')
  await customer.bot()
  customer.send({ kind: 'handoff.request' })
  await customer.event('baton.passed')
  const senior = await room.agent('chen', 'senior')
  await senior.hello()
  return { room, customer, senior, seq }
}

const reveal = (wire: Wire, seq: number, original = 0, id?: string): string =>
  wire.send({ kind: 'reveal', seq, original, reason: 'the bank asks' }, id)

describe('sealing', () => {
  test('T-33 an original is sealed beside its event, and no room holds a byte of it in the clear', async () => {
    const { room, senior, seq } = await withCard()
    expect(await sealedIn(room)).toMatchObject([{ seq, number: 0 }])
    const message = (await room.log()).find((event) => event.seq === seq)
    expect(message?.body).toMatchObject({ marks: [{ kind: 'card', original: 0 }] })
    const id = reveal(senior, seq)
    await senior.next('revealed', (frame) => frame.id === id)
    const audit = auditOf(env, room.workspace)
    await vi.waitUntil(async () => (await acts(room)).length > 0)
    for (const stub of [room.stub, floorOf(env, room.workspace), keysOf(env, room.workspace), audit]) {
      const bytes = await bytesOf(stub)
      expect(bytes.length).toBeGreaterThan(10)
      expect(bytes).not.toMatch(HIDDEN)
    }
  })

  test('a message without anything to seal asks for no key and writes no row', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    customer.say('where is my order SO10042')
    await customer.bot()
    expect(await sealedIn(room)).toEqual([])
    expect(await copyOf(keysOf(env, room.workspace))).toEqual([])
  })

  test('without its key nothing is stored, and the same message is stored when the key is there again', async () => {
    const room = await Room.open()
    const customer = await room.customer()
    const unreachable = { getByName: () => ({ sessionKey: () => Promise.reject(new Error('not there')) }) }
    const restore = await runInDurableObject(room.stub, (session) => {
      const { KEYS } = session.core.env
      Object.assign(session.core.env, { KEYS: unreachable })
      return () => Object.assign(session.core.env, { KEYS })
    })
    const id = customer.say(`my card ${CARD}`)
    expect(await customer.next('nack')).toMatchObject({ id, code: 'unavailable', retryable: true })
    expect(await room.log()).toEqual([])
    expect(await sealedIn(room)).toEqual([])
    restore()
    customer.send({ kind: 'message', text: `my card ${CARD}` }, id)
    const { seq } = await customer.next('ack')
    expect(await sealedIn(room)).toMatchObject([{ seq, number: 0 }])
  })

  test('an original is sealed for the place it gets, also when the log goes on while it is sealed', async () => {
    const { room, customer, senior } = await withCard()
    await runInDurableObject(room.stub, (session) => {
      const { core } = session
      const seal = core.seals.seal.bind(core.seals)
      let interleaved = 0
      core.seals.seal = async (all) => {
        const sealed = await seal(all)
        // As a turn or a pass would, in the middle of it.
        if (interleaved++ < 3) {
          const by = { role: 'system', id: 'session' } as const
          const body = { rule: 'C1' }
          core.commit([{ kind: 'handoff.offered', id: `between-${interleaved}`, by, audience: 'staff', body }])
        }
        return sealed
      }
    })
    const said = customer.say('and this one: 5500 0000 0000 0004')
    const { seq } = await customer.next('ack', (ack) => ack.id === said)
    expect((await sealedIn(room)).map((row) => row.seq)).toContain(seq)
    const id = reveal(senior, seq)
    expect(await senior.next('revealed', (frame) => frame.id === id)).toMatchObject({ text: '5500 0000 0000 0004' })
  })

  test('rows that were swapped or changed open nothing', async () => {
    const { room, customer, senior, seq } = await withCard()
    const said = customer.say('and 5500 0000 0000 0004')
    const other = (await customer.next('ack', (ack) => ack.id === said)).seq
    await runInDurableObject(room.stub, (_, { storage: { sql } }) => {
      sql.exec('UPDATE sealed SET seq = -1 WHERE seq = ?', seq)
      sql.exec('UPDATE sealed SET seq = ? WHERE seq = ?', seq, other)
      sql.exec('UPDATE sealed SET seq = ? WHERE seq = -1', other)
    })
    for (const each of [seq, other]) {
      const id = reveal(senior, each)
      expect(await senior.next('nack', (nack) => nack.id === id)).toMatchObject({
        code: 'sealed_gone',
        retryable: false,
      })
    }
  })

  test('T-34 after the key was thrown away the rows from before, wherever they are put back, cannot be opened', async () => {
    const { room, senior, seq } = await withCard()
    const kept = (await copyOf(room.stub)).filter(({ table }) => table === 'sealed')
    await keysOf(env, room.workspace).erase({ session: room.session })
    const id = reveal(senior, seq)
    expect(await senior.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'sealed_gone' })
    // As a restore of the session would have it: same rows, same names, another day.
    await rewind([room.stub, kept])
    const opened = await runInDurableObject(room.stub, (session) =>
      session.core.seals.open(seq, 0).then(
        () => 'opened',
        (error: { code?: string }) => error.code,
      ),
    )
    expect(opened).toBe('sealed_gone')
    expect(await sealedIn(room)).toHaveLength(1)
  })
})

describe('revealing', () => {
  test('shows the original once, to the one who asked, after it was written down', async () => {
    const { room, customer, senior, seq } = await withCard()
    const second = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'CHEN', rank: 'senior' }))
    await second.hello()
    const id = senior.send({ kind: 'reveal', seq, original: 0, reason: `bank asks about ${CARD}` })
    const ack = await senior.next('ack', (each) => each.id === id)
    const shown = await senior.next('revealed')
    expect(shown).toMatchObject({ id, text: CARD })
    expect(shown.hideAfterMs).toBeGreaterThan(0)
    const event = await senior.event('original.revealed')
    expect(event).toMatchObject({
      seq: ack.seq,
      by: { role: 'agent', id: 'chen' },
      audience: 'staff',
      body: { ref: seq, original: 0, mark: 'card', reason: 'bank asks about [card •••• 1111]' },
    })
    await second.event('original.revealed')
    expect(second.frames.filter(({ type }) => type === 'revealed')).toEqual([])
    expect(
      customer.frames.filter((frame) => frame.type === 'event' && frame.event.kind === 'original.revealed'),
    ).toEqual([])

    // The same command again, from anywhere: acknowledged, and nothing is shown.
    reveal(senior, seq, 0, id)
    expect(await senior.next('ack', (each) => each.id === id)).toEqual(ack)
    second.send({ kind: 'note', text: 'later' })
    await senior.event('note')
    expect(senior.frames.filter(({ type }) => type === 'revealed')).toEqual([])
    await vi.waitUntil(async () => (await acts(room)).length > 0)
    expect(await acts(room)).toMatchObject([
      {
        action: 'session.reveal',
        by: { role: 'senior', id: 'chen' },
        on: { session: room.session, seq: String(seq) },
        reason: 'bank asks about [card •••• 1111]',
      },
    ])
  })

  test('is refused to a lower rank and to the customer, and for what is not there, with nothing written', async () => {
    const { room, customer, senior, seq } = await withCard()
    const refused = async (wire: Wire, at: number, original: number) => {
      const id = reveal(wire, at, original)
      return (await wire.next('nack', (nack) => nack.id === id)).code
    }
    const before = (await room.log()).length
    expect(await refused(customer, seq, 0)).toBe('forbidden')
    const junior = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'CHEN', rank: 'agent' }))
    await junior.hello()
    expect(await refused(junior, seq, 0)).toBe('forbidden')
    expect(await refused(senior, seq, 1)).toBe('not_found')
    expect(await refused(senior, 9_999, 0)).toBe('not_found')
    expect(await refused(senior, 1, 0)).toBe('not_found')
    expect(await room.log()).toHaveLength(before)
    expect(await acts(room)).toEqual([])
  })

  test('of what was taken out, or is not kept, there is nothing to see', async () => {
    const { room, senior, seq } = await withCard()
    const id = senior.send({ kind: 'redact', seq, reason: 'pasted by mistake' })
    await senior.next('ack', (ack) => ack.id === id)
    expect(await sealedIn(room)).toEqual([])
    const asked = reveal(senior, seq)
    expect(await senior.next('nack', (nack) => nack.id === asked)).toMatchObject({ code: 'not_found' })
    await evictDurableObject(room.stub)
    expect(await bytesOf(room.stub)).not.toContain('charged twice')
  })
})
