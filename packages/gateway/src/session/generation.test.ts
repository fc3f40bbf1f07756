import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { copyOf, rewind } from '../testing/rewind.ts'
import { Room } from '../testing/wire.ts'

const businessApi = { url: 'http://127.0.0.1:9', token: 'none' }

const epochOf = (room: Room): Promise<string> => runInDurableObject(room.stub, ({ core }) => core.identity().epoch)

test('a client that comes back after a restore is not resumed, gets the log as it is now, and goes on', async () => {
  const room = await Room.open({ businessApi })
  const first = await room.customer()
  first.say('how long does shipping take')
  await first.bot()
  const copy = await copyOf(room.stub)
  const before = await epochOf(room)
  first.say('and to the islands')
  await first.bot()
  const lost = (await room.state()) as { head?: number }
  await rewind([room.stub, copy])
  expect(await epochOf(room)).not.toBe(before)
  expect(await first.closed).toMatchObject({ code: CLOSE.restarting })

  const again = await room.connect()
  const { welcome, replay } = await again.hello({ epoch: before, since: lost.head ?? 0 })
  expect(welcome).toMatchObject({ resumed: false, state: { holder: 'bot' } })
  expect(welcome.epoch).not.toBe(before)
  const texts = replay.entries.flatMap(({ event }) => (event.kind === 'message' ? [event.body.text] : []))
  expect(texts).toContain('how long does shipping take')
  expect(texts).not.toContain('and to the islands')
  again.say('when will it arrive')
  await again.bot()
  const seqs = (await room.log()).map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
})

test('the epoch changes once for a generation, and a start without a new one changes nothing', async () => {
  const room = await Room.open({ businessApi })
  await room.customer()
  const first = await epochOf(room)
  await evictDurableObject(room.stub)
  expect(await epochOf(room)).toBe(first)
  await rewind([room.stub, await copyOf(room.stub)])
  const second = await epochOf(room)
  expect(second).not.toBe(first)
  await evictDurableObject(room.stub)
  expect(await epochOf(room)).toBe(second)
})

test('a message the bot still owed an answer to is answered after a restore, however old the backup', async () => {
  const room = await Room.open({ businessApi })
  const customer = await room.customer()
  await runInDurableObject(room.stub, (session) => {
    session.core.duties.turns.run = async () => undefined
  })
  customer.say('how long does shipping take')
  await customer.next('ack')
  const copy = await copyOf(room.stub)
  const aged = copy.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) =>
      table === 'turn' ? { ...row, turn: JSON.stringify({ ...JSON.parse(String(row.turn)), deadline: 1 }) } : row,
    ),
  }))
  await rewind([room.stub, aged])
  await vi.waitUntil(
    async () => (await room.log()).some((event) => event.kind === 'message' && event.by.role === 'bot'),
    { timeout: 15_000 },
  )
  expect(await room.state()).toMatchObject({ holder: 'bot', fence: 1 })
})

test('being asked to settle brings no session to life, and a Floor of another generation is asked to wait', async () => {
  const nobody = env.SESSION.getByName(`nowhere:${crypto.randomUUID()}`)
  await nobody.settle({ generation: '' })
  await runInDurableObject(nobody, ({ core }) => expect(core.ledger.store.identity()).toBeNull())
  await runInDurableObject(nobody, async (session) => {
    await expect(session.settle({ generation: 'another' })).rejects.toThrow('another generation')
  })
})
