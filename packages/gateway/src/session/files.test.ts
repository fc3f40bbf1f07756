import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { FILE_LIMITS } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { png } from '../files/testing/specimens.ts'
import { call, SHOP } from '../testing/a-workspace.ts'
import { Room, type Wire } from '../testing/wire.ts'

const newId = (): string => crypto.randomUUID()

async function bring(wire: Wire, ask = newId(), name = 'a.png'): Promise<string> {
  wire.tell({ type: 'upload', id: ask, name, bytes: png().length })
  const { file, ticket } = await wire.next('slot', (slot) => slot.id === ask)
  const headers = { authorization: `Bearer ${ticket}`, origin: SHOP }
  const answer = await call('/v1/files', { method: 'POST', body: png(), headers })
  if (answer.status !== 200) throw new Error(await answer.text())
  return file
}

const stored = async (room: Room): Promise<string[]> =>
  (await env.BLOBS.list({ prefix: `${room.workspace}/files/` })).objects.map(({ key }) => key)

const later = async (room: Room, ms: number): Promise<void> => {
  await runInDurableObject(room.stub, async (session) => {
    const now = Date.now() + ms
    vi.spyOn(Date, 'now').mockReturnValue(now)
    try {
      await session.core.files.tidy(now)
    } finally {
      vi.restoreAllMocks()
    }
  })
}

test('the same ask is the same file, and brought again it replaces what was brought before', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const ask = newId()
  const file = await bring(customer, ask)
  expect(await bring(customer, ask)).toBe(file)
  await later(room, 1)
  expect(await stored(room)).toHaveLength(1)
})

test('a message sent twice carries its files once, and a file goes with one message only', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const file = await bring(customer)
  const id = newId()
  for (let time = 0; time < 2; time++) {
    customer.send({ kind: 'message', text: 'look', files: [file] }, id)
    await customer.next('ack', (ack) => ack.id === id)
  }
  const messages = (await room.log()).filter((event) => event.kind === 'message' && event.by.role === 'customer')
  expect(messages).toHaveLength(1)
  const again = customer.send({ kind: 'message', text: 'look', files: [file] })
  expect(await customer.next('nack', (nack) => nack.id === again)).toMatchObject({ code: 'file_gone' })
})

test('only one’s own files, once each, can be sent; and something has to be said', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const another = await room.connect(room.ticket({ participant: 'c_2' }))
  await another.hello()
  const file = await bring(another)
  for (const files of [[file], ['f_that_is_not_there']]) {
    const id = customer.send({ kind: 'message', text: 'look', files })
    expect(await customer.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'file_gone', retryable: false })
  }
  const mine = await bring(customer)
  const twice = customer.send({ kind: 'message', text: '', files: [mine, mine] })
  expect(await customer.next('nack', (nack) => nack.id === twice)).toMatchObject({ code: 'file_gone' })
  for (const body of [
    { kind: 'message', text: '' },
    { kind: 'message', text: ' ', files: [] },
    { kind: 'message', text: '', files: Array.from({ length: 11 }, (_, n) => `f_number_${n}_of_eleven`) },
  ]) {
    const id = newId()
    customer.tell({ type: 'send', id, body })
    expect(await customer.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'frame_malformed' })
  }
})

test('an agent brings files only while they hold the session', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.event('handoff.requested')
  const agent = await room.agent()
  await agent.hello()
  await bring(agent)
  agent.send({ kind: 'handback', note: '' })
  await agent.next('ack')
  const id = newId()
  agent.tell({ type: 'upload', id, name: 'late.png', bytes: 10 })
  expect(await agent.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'not_holder' })
})

test('a participant may begin so many files an hour', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  for (let n = 0; n < FILE_LIMITS.filesPerHour; n++)
    customer.tell({ type: 'upload', id: newId(), name: `${n}`, bytes: 1 })
  for (let n = 0; n < FILE_LIMITS.filesPerHour; n++) await customer.next('slot')
  const id = newId()
  customer.tell({ type: 'upload', id, name: 'one more', bytes: 1 })
  const nack = await customer.next('nack', (frame) => frame.id === id)
  expect(nack).toMatchObject({ code: 'rate_limited', retryable: true })
  expect(nack.retryAfterMs).toBeGreaterThan(3_000_000)
})

test('what nobody sends is removed after an hour, what is sent stays', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const sent = await bring(customer)
  const id = customer.send({ kind: 'message', text: '', files: [sent] })
  await customer.next('ack', (ack) => ack.id === id)
  const unsent = await bring(customer)
  expect(await stored(room)).toHaveLength(2)
  await later(room, FILE_LIMITS.unsentFileMs - 60_000)
  expect(await stored(room)).toHaveLength(2)
  await later(room, FILE_LIMITS.unsentFileMs + 60_000)
  const left = await stored(room)
  expect(left).toHaveLength(1)
  expect(left[0]).toContain(sent)
  const late = customer.send({ kind: 'message', text: '', files: [unsent] })
  expect(await customer.next('nack', (nack) => nack.id === late)).toMatchObject({ code: 'file_gone' })
})

test('an upload that was begun and never finished leaves nothing, though its bytes may have arrived', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const ask = newId()
  customer.tell({ type: 'upload', id: ask, name: 'a.png', bytes: 10 })
  const { file } = await customer.next('slot')
  // The Worker dies between putting the bytes and telling.
  const expiresAt = Date.now() + 60_000
  const opened = await room.stub.openUpload({ file, size: 'full', jti: newId(), expiresAt })
  const blob = 'blob' in opened ? opened.blob : ''
  await env.BLOBS.put(`${room.workspace}/${blob}`, 'sealed')
  await later(room, FILE_LIMITS.unsentFileMs + 60_000)
  expect(await stored(room)).toEqual([])
  // Who comes back after that is told.
  const part = { blob, kid: 'k', type: 'image/png', bytes: 1 } as const
  expect(await room.stub.closeUpload({ file, size: 'full', part })).toBe(false)
})

test('the alarm that tidies is set with the first slot', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const before = Date.now()
  await bring(customer)
  const alarm = await runInDurableObject(room.stub, (_, { storage }) => storage.getAlarm())
  expect(alarm).toBeLessThanOrEqual(before + FILE_LIMITS.unsentFileMs + 60_000)
  expect(await runDurableObjectAlarm(room.stub)).toBe(true)
  expect(await stored(room)).toHaveLength(1)
})

test('T-27 an erased session leaves no blob, also not of an upload that was on its way', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const sent = await bring(customer)
  const id = customer.send({ kind: 'message', text: '', files: [sent] })
  await customer.next('ack', (ack) => ack.id === id)
  await bring(customer)
  const ask = newId()
  customer.tell({ type: 'upload', id: ask, name: 'late.png', bytes: 10 })
  const late = await customer.next('slot', (slot) => slot.id === ask)
  expect(await stored(room)).toHaveLength(2)
  await room.stub.erase()
  expect(await stored(room)).toEqual([])
  const headers = { authorization: `Bearer ${late.ticket}`, origin: SHOP }
  expect((await call('/v1/files', { method: 'POST', body: png(), headers })).status).toBe(409)
  expect(await room.stub.fileAt({ file: sent, size: 'full', role: 'customer', participant: 'c_1' })).toBeNull()
})

test('what is cut off the log takes its files along', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const [old, young] = [await bring(customer), await bring(customer)]
  const seqs: number[] = []
  for (const file of [old, young]) {
    const id = customer.send({ kind: 'message', text: '', files: [file] })
    seqs.push((await customer.next('ack', (ack) => ack.id === id)).seq)
  }
  await runInDurableObject(room.stub, (session) => session.core.files.forgetUpTo(seqs[0] ?? 0, Date.now()))
  await later(room, 1)
  const left = await stored(room)
  expect(left).toHaveLength(1)
  expect(left[0]).toContain(young)
})
