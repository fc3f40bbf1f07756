import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type ExportLine, exportLine } from '@baton/protocol'
import { expect, test } from 'vitest'
import { exportLines } from '../http/export-lines.ts'
import { auditOf } from '../rooms-of.ts'
import { blobs, ended, recorded, recordings, saidAs, samplesOf } from '../testing/a-recorded-call.ts'
import { until } from '../testing/business.ts'
import { opened } from '../testing/opened-file.ts'
import type { Room } from '../testing/wire.ts'

/** From now on the session's store does this with what is put away. */
const stores = (room: Room, put: R2Bucket['put']): Promise<void> =>
  runInDurableObject(room.stub, ({ core }) => {
    const bucket = new Proxy(env.BLOBS, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name, target)
        if (name === 'put') return put
        return typeof own === 'function' ? own.bind(target) : own
      },
    })
    Object.assign(core, { env: { ...core.env, BLOBS: bucket } })
  })

/** What the session still knows of bytes it has, or has to remove. */
const known = (room: Room) =>
  runInDurableObject(room.stub, (_, { storage }) => ({
    files: storage.sql.exec('SELECT id FROM files').toArray().length,
    leftovers: storage.sql.exec('SELECT blob FROM leftovers').toArray().length,
  }))

const acts = async (room: Room) => {
  const { records } = await auditOf(env, room.workspace).page({ after: 0, limit: 100 })
  return records.flatMap(({ action, by, on }) =>
    action.startsWith('session.') ? [[action, by.role, by.id, on.seq]] : [],
  )
}

test.each([
  ['stores nothing', false],
  ['has stored it when it fails', true],
] as const)(
  'a store that %s: the call goes on, the log says what was lost, and nothing is left of it',
  async (_, half) => {
    const talk = await recorded()
    const { room, line, lin, customer } = talk
    await stores(room, (async (...put: Parameters<R2Bucket['put']>) => {
      if (half) await env.BLOBS.put(...put)
      throw new Error('the bucket is gone')
    }) as R2Bucket['put'])
    line.speak('customer', 4_000)
    await until(async () => lin.heard('customer').includes(4_000))
    await ended(talk)
    await until(async () => (await recordings(room)).length === 3)
    expect((await recordings(room)).map(({ body }) => [body.lost, body.file])).toEqual(
      Array(3).fill(['not_stored', undefined]),
    )
    await until(async () => (await blobs(room)).length === 0)
    await until(async () => (await known(room)).leftovers === 0)
    expect(await known(room)).toEqual({ files: 0, leftovers: 0 })
    customer.say('are you there')
    await customer.event('message', ({ body }) => body.text === 'are you there')
  },
)

test('who listens, and who takes a recording out, is written down; who may not leaves nothing behind', async () => {
  const talk = await recorded()
  const { room, agent, customer } = talk
  await ended(talk)
  await until(async () => (await recordings(room)).length === 3)
  const [first, second] = await recordings(room)
  if (!first || !second) throw new Error('nothing was recorded')
  expect(await opened(customer, first.body.file?.id ?? '')).toBe('not_found')
  expect(await acts(room)).toEqual([])
  // To play it and to save it is the same: its bytes leave.
  for (const { body } of [first, first, second]) await opened(agent, body.file?.id ?? '')
  await until(async () => (await acts(room)).length === 3)
  expect(await acts(room)).toEqual(
    [first, first, second].map(({ seq }) => ['session.hear_recording', 'agent', 'lin', String(seq)]),
  )
  const senior = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN', rank: 'senior' }))
  await senior.hello()
  senior.send({ kind: 'redact', seq: first.seq, reason: 'somebody else spoke' })
  await senior.event('event.redacted')
  await until(async () => (await acts(room)).length === 4)
  expect((await acts(room)).at(-1)).toEqual(['session.redact', 'senior', 'lin', String(first.seq)])
  expect(await opened(agent, first.body.file?.id ?? '')).toBe('not_found')
  expect(await acts(room)).toHaveLength(4)
})

const copied = async (room: Room): Promise<ExportLine[]> => {
  const of = { id: 'cus_1', sessions: [room.session], addresses: [] }
  const lines: string[] = []
  for await (const part of exportLines(env, room.workspace, of as never, false)) lines.push(part)
  return lines
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => exportLine.parse(JSON.parse(line)))
}

test('a copy of the customer’s data has what was recorded of them, but no sound of what was taken out; erased, it has nothing', async () => {
  const talk = await recorded()
  const { room } = talk
  await ended(talk)
  await until(async () => (await recordings(room)).length === 3)
  const pieces = await recordings(room)
  const removed = pieces.find(({ body }) => body.track === 'agent')
  const senior = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN', rank: 'senior' }))
  await senior.hello()
  senior.send({ kind: 'redact', seq: removed?.seq ?? 1, reason: 'somebody else spoke' })
  await senior.event('event.redacted')
  const files = (await copied(room)).flatMap((line) => (line.kind === 'file' ? [line] : []))
  expect(files.map(({ file, bytes }) => [file.name, bytes === null]).sort()).toEqual([
    ['agent.wav', true],
    ['bot.wav', false],
    ['customer.wav', false],
  ])
  const customer = files.find(({ file }) => file.name === 'customer.wav')
  const wav = Uint8Array.from(atob(customer?.bytes ?? ''), (sign) => sign.charCodeAt(0))
  expect(samplesOf(wav)).toEqual(saidAs([1_000, 2_000, 3_000]))
  await room.stub.erase()
  expect(await blobs(room)).toEqual([])
  expect((await copied(room)).filter(({ kind }) => kind === 'file' || kind === 'event')).toEqual([])
})
