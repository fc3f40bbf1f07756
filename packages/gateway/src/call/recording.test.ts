import { expect, test } from 'vitest'
import { calling } from '../testing/a-call.ts'
import { asks, blobs, ended, recorded, recordings, saidAs, samplesOf } from '../testing/a-recorded-call.ts'
import { until } from '../testing/business.ts'
import { opened } from '../testing/opened-file.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('where nobody asks nothing is stored, whatever the customer’s page says', async () => {
  const talk = await calling()
  talk.line.tell({ type: 'consent', granted: true })
  expect(await talk.line.next('fault')).toMatchObject({ code: 'forbidden', of: 'consent' })
  talk.line.speak('customer', 1_000)
  await ended(talk)
  await pause(300)
  expect(await blobs(talk.room)).toEqual([])
  const kinds = (await talk.room.log()).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'call.consent' || kind === 'call.recorded')).toEqual([])
})

test.each([
  ['no answer', null],
  ['a no', false],
] as const)('asked, and with %s, nothing is stored', async (_, answer) => {
  const talk = await calling({ settings: asks })
  if (answer !== null) {
    talk.line.tell({ type: 'consent', granted: answer })
    expect(await talk.customer.event('call.consent')).toMatchObject({ body: { granted: false } })
    expect(await talk.line.next('recording', ({ state }) => state !== 'asked')).toMatchObject({ state: 'off' })
  }
  talk.line.speak('customer', 1_000)
  await ended(talk)
  await pause(300)
  expect(await blobs(talk.room)).toEqual([])
  expect(await recordings(talk.room)).toEqual([])
})

test('granted, each voice is kept by itself, sealed, and opens to staff as it was said', async () => {
  const talk = await recorded()
  const { room, call, agent } = talk
  await ended(talk)
  await until(async () => (await recordings(room)).length === 3)
  const pieces = await recordings(room)
  expect(pieces.map(({ audience, by, body }) => [audience, by.role, body.call, body.lost])).toEqual(
    Array(3).fill(['staff', 'system', call, undefined]),
  )
  const values = { customer: [1_000, 2_000, 3_000], agent: [-1_000, -2_000, -3_000], bot: Array(5).fill(7_000) }
  for (const { body } of pieces) {
    const wav = await opened(agent, body.file?.id ?? '')
    if (typeof wav === 'string') throw new Error(wav)
    expect(samplesOf(wav)).toEqual(saidAs(values[body.track]))
    expect(body.durationMs).toBeGreaterThanOrEqual(values[body.track].length * 20)
  }
  for (const blob of await blobs(room)) {
    const text = String.fromCharCode(...blob)
    expect(text).not.toContain('RIFF')
    // Nor is there anywhere what the same sample said again and again would be.
    expect(text).not.toMatch(/(.)\1{7}/s)
  }
  expect(await blobs(room)).toHaveLength(3)
})

test('who is not of staff does not get to it, and erasing the customer takes it away', async () => {
  const talk = await recorded()
  const { room, customer } = talk
  await ended(talk)
  await until(async () => (await recordings(room)).length === 3)
  const [{ body } = { body: null }] = await recordings(room)
  expect(await opened(customer, body?.file?.id ?? '')).toBe('not_found')
  await room.stub.erase()
  expect(await blobs(room)).toEqual([])
})

test('taken back, nothing more is recorded, and what was there goes', async () => {
  const talk = await recorded()
  const { room, line, call, customer } = talk
  await room.stub.keepRecording({ call, track: 'bot', startMs: 1, durationMs: 20, bytes: new Uint8Array(64).fill(9) })
  const [before] = await recordings(room)
  expect(await blobs(room)).toHaveLength(1)
  line.tell({ type: 'consent', granted: false })
  expect(await line.next('recording', ({ state }) => state !== 'asked')).toMatchObject({ state: 'off' })
  await customer.event('call.consent', ({ body }) => !body.granted)
  line.speak('customer', 4_000)
  await ended(talk)
  await room.stub.keepRecording({ call, track: 'bot', startMs: 2, durationMs: 20, bytes: new Uint8Array(64).fill(9) })
  await until(async () => (await blobs(room)).length === 0)
  expect((await recordings(room)).map(({ seq }) => seq)).toEqual([before?.seq])
})

test('a senior takes one recording out, and no agent does', async () => {
  const talk = await recorded()
  const { room, agent } = talk
  await ended(talk)
  await until(async () => (await recordings(room)).length === 3)
  const [first] = await recordings(room)
  const redact = { kind: 'redact', seq: first?.seq ?? 1, reason: 'somebody else spoke' } as const
  const refused = agent.send(redact)
  expect(await agent.next('nack', ({ id }) => id === refused)).toMatchObject({ code: 'forbidden' })
  const senior = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN', rank: 'senior' }))
  await senior.hello()
  senior.send(redact)
  expect(await senior.event('event.redacted')).toMatchObject({ audience: 'staff', body: { lost: 'removed' } })
  expect((await recordings(room)).map(({ body }) => body.lost)).toEqual(['removed', undefined, undefined])
  await until(async () => (await blobs(room)).length === 2)
  expect(await opened(senior, first?.body.file?.id ?? '')).toBe('not_found')
})
