import { env } from 'cloudflare:workers'
import { FILE_LIMITS, isPicture, type SentFile, type UploadResponse } from '@baton/protocol'
import { expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { mintLink, mintUpload, mintVendorPass } from '../files/passes.ts'
import { bytesOf, exif, jpeg, pdf, png } from '../files/testing/specimens.ts'
import { keysOf } from '../rooms-of.ts'
import { call, SHOP } from '../testing/a-workspace.ts'
import { Room, type Wire } from '../testing/wire.ts'

interface Slot {
  file: string
  ticket: string
  thumb: string
}

const newId = (): string => crypto.randomUUID()

async function slotFor(wire: Wire, name = 'a.png', bytes = 100, id = newId()): Promise<Slot> {
  wire.tell({ type: 'upload', id, name, bytes })
  return wire.next('slot', (frame) => frame.id === id)
}

const upload = (
  ticket: string,
  body: BodyInit,
  headers: Record<string, string> = { origin: SHOP },
  bindings?: Env,
): Promise<Response> =>
  call('/v1/files', { method: 'POST', body, headers: { authorization: `Bearer ${ticket}`, ...headers } }, bindings)

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
]

/** Brings a file and answers its id. */
async function bring(wire: Wire, bytes: Uint8Array, name = 'a.png'): Promise<string> {
  const { ticket } = await slotFor(wire, name, bytes.length)
  const answer = await upload(ticket, bytes)
  if (answer.status !== 200) throw new Error(await answer.text())
  return ((await answer.json()) as UploadResponse).file
}

async function send(wire: Wire, files: string[], text = '', id = newId()): Promise<SentFile[]> {
  wire.send({ kind: 'message', text, files }, id)
  const { body } = await wire.event('message', (event) => event.id === id)
  await wire.next('ack', (ack) => ack.id === id)
  return body.files ?? []
}

async function linkTo(wire: Wire, file: string, size: 'full' | 'thumb' = 'full'): Promise<string> {
  wire.tell({ type: 'file', req: 9, file, size })
  return (await wire.next('link', (link) => link.file === file && link.size === size)).path
}

const stored = async (room: Room): Promise<string[]> =>
  (await env.BLOBS.list({ prefix: `${room.workspace}/files/` })).objects.map(({ key }) => key)

test('a picture is brought, sent without a word, and seen by both', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const picture = jpeg({ extra: [exif(6)] })
  const { file, ticket, thumb } = await slotFor(customer, '破损.jpg', picture.length)
  expect(await (await upload(ticket, picture)).json()).toMatchObject({ file, type: 'image/jpeg', width: 3, height: 4 })
  expect((await upload(thumb, png())).status).toBe(200)
  const [sent] = await send(customer, [file])
  expect(sent).toEqual({
    ...{ id: file, name: '破损.jpg', type: 'image/jpeg', width: 3, height: 4, thumb: true },
    bytes: expect.any(Number),
  })
  const answer = await customer.bot()
  expect(answer.body.text).toContain('cannot look into it')
  expect(answer.body.options?.length).toBe(1)

  customer.send({ kind: 'handoff.request' })
  await customer.event('handoff.requested')
  const agent = await room.agent()
  await agent.hello()
  for (const [reader, size] of [
    [customer, 'full'],
    [agent, 'full'],
    [agent, 'thumb'],
  ] as const) {
    const shown = await call(await linkTo(reader, file, size))
    expect(shown.status).toBe(200)
    expect(new Uint8Array(await shown.arrayBuffer()).length).toBe(size === 'thumb' ? png().length : sent?.bytes)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': size === 'thumb' ? 'image/png' : 'image/jpeg',
      'content-disposition': `inline; filename*=UTF-8''%E7%A0%B4%E6%8D%9F.jpg${size === 'thumb' ? '.png' : ''}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  }
  // An agent who brings a file is held to the same.
  expect(await send(agent, [await bring(agent, pdf(), 'return label.pdf')], 'Print this')).toMatchObject([
    { name: 'return label.pdf', type: 'application/pdf' },
  ])
})

test('T-27 what is no picture is only ever downloaded', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  for (const [bytes, name, type] of [
    [pdf(), "b'(1).pdf", 'application/pdf'],
    [new TextEncoder().encode('plain'), 'run.bat', 'text/plain; charset=utf-8'],
  ] as const) {
    const file = await bring(customer, bytes, name)
    const shown = await call(await linkTo(customer, file))
    expect(shown.headers.get('content-type')).toBe(type)
    expect(shown.headers.get('content-disposition')).toMatch(
      /^attachment; filename\*=UTF-8''(b%27%281%29\.pdf|run\.bat\.txt)$/,
    )
    await shown.body?.cancel()
  }
})

test('T-27 names are harmless before anybody reads them', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const files: string[] = []
  for (const name of ['..%2f..%2fx.png', '../../x.png', 'gpj\u202e.exe', '6222 0212 3456 7890 128.png']) {
    files.push(await bring(customer, png(), name))
  }
  const names = (await send(customer, files)).map(({ name }) => name)
  expect(names.slice(0, 3)).toEqual(['_2f.._2fx.png', 'x.png', 'gpj.exe.png'])
  expect(names[3]).not.toContain('3456')
})

test('T-27 without a ticket, with a wrong one, a used one or from elsewhere nothing is taken', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const { file, ticket } = await slotFor(customer)
  expect(await codeOf(await upload('', png()))).toEqual([401, 'unauthenticated'])
  expect(await codeOf(await upload(`${ticket}x`, png()))).toEqual([401, 'unauthenticated'])
  const claims = { workspace: room.workspace, origin: SHOP, session: room.session, file, size: 'full' } as const
  const old = await mintUpload(env, claims, Date.now() - FILE_LIMITS.uploadMs - 1)
  expect(await codeOf(await upload(old, png()))).toEqual([401, 'unauthenticated'])
  expect(await codeOf(await upload(ticket, png(), { origin: 'https://evil.example' }))).toEqual([
    403,
    'origin_forbidden',
  ])
  expect(await codeOf(await upload(ticket, png(), {}))).toEqual([403, 'origin_forbidden'])
  // A link is no ticket, and a ticket no link.
  const { path } = await mintLink(env, { ...claims, role: 'customer', participant: 'c_1' }, Date.now())
  expect(await codeOf(await upload(path.slice('/v1/files/'.length), png()))).toEqual([401, 'unauthenticated'])
  expect((await call(`/v1/files/${ticket}`)).status).toBe(404)

  expect((await upload(ticket, png())).status).toBe(200)
  expect(await codeOf(await upload(ticket, png()))).toEqual([401, 'ticket_used'])
  // A ticket that the gateway would sign for a file that nobody asked a slot for.
  const stray = await mintUpload(env, { ...claims, file: 'f_that_nobody_asked_for' }, Date.now())
  expect(await codeOf(await upload(stray, png()))).toEqual([409, 'file_gone'])
})

test('T-27 scripts, markup, programs, archives and damaged pictures are refused by their bytes', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const text = (what: string): Uint8Array => new TextEncoder().encode(what)
  for (const [bytes, code] of [
    [text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'file_type_refused'],
    [text('<!doctype html><script>alert(1)</script>'), 'file_type_refused'],
    [bytesOf('PK\x03\x04', Array(60).fill(0)), 'file_type_refused'],
    [bytesOf('MZ', [0x90, 0, 3, 0, 0, 0]), 'file_type_refused'],
    [png().slice(0, 40), 'file_damaged'],
    [png({ width: 10_000, height: 10_000 }), 'picture_too_large'],
  ] as const) {
    const { ticket } = await slotFor(customer, 'innocent.png')
    const answer = await upload(ticket, bytes, { origin: SHOP, 'content-type': 'image/png' })
    expect((await codeOf(answer))[1]).toBe(code)
  }
  expect(await stored(room)).toEqual([])
})

test('T-27 of an HTML-PNG polyglot only the picture is kept, and at rest nothing of it is readable', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const polyglot = bytesOf(png({ extra: [['tEXt', 'Comment\0<script>canary</script>']] }), '<script>canary</script>')
  const file = await bring(customer, polyglot)
  const shown = await call(await linkTo(customer, file))
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png())
  const [key = ''] = await stored(room)
  const atRest = new Uint8Array((await (await env.BLOBS.get(key))?.arrayBuffer()) ?? new ArrayBuffer())
  expect(atRest.length).toBe(16 + png().length + 28)
  expect(new TextDecoder('latin1').decode(atRest)).not.toMatch(/IHDR|canary/)
})

test('T-27 25 MB and one byte is too large, whatever it says it is', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const id = newId()
  customer.tell({ type: 'upload', id, name: 'a.txt', bytes: FILE_LIMITS.fileBytes + 1 })
  expect(await customer.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'file_too_large' })
  const text = (length: number): Uint8Array => new Uint8Array(length).fill(0x61)
  const { ticket } = await slotFor(customer, 'a.txt', 10)
  expect((await upload(ticket, text(FILE_LIMITS.fileBytes))).status).toBe(200)
  const over = await slotFor(customer, 'a.txt', 10)
  // Without a length to trust, it is counted.
  const streamed = new Response(text(FILE_LIMITS.fileBytes + 1)).body
  expect(await codeOf(await upload(over.ticket, streamed as BodyInit))).toEqual([413, 'file_too_large'])
})

test('T-27 an upload that stalls is cut off, and one that breaks off leaves nothing', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const slow = await slotFor(customer)
  const began = Date.now()
  const stalled = new ReadableStream({ start: (controller) => controller.enqueue(png().slice(0, 20)) })
  expect(await codeOf(await upload(slow.ticket, stalled as BodyInit))).toEqual([408, 'upload_slow'])
  expect(Date.now() - began).toBeGreaterThanOrEqual(FILE_LIMITS.uploadPauseMs - 100)
  const broken = await slotFor(customer)
  const torn = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  expect(await codeOf(await upload(broken.ticket, torn as BodyInit))).toEqual([422, 'file_damaged'])
  expect(await stored(room)).toEqual([])
})

test('T-27 a link is good for its reader, its session and its minute; else there is nothing', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const file = await bring(customer, png())
  await send(customer, [file])
  const path = await linkTo(customer, file)
  const nothing = async (where: string, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await call(where, { headers })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { code, status, title } = (await answer.json()) as Record<string, unknown>
    expect({ code, status, title }).toEqual({ code: 'not_found', status: 404, title: 'There is nothing here.' })
  }
  expect((await call(path, { headers: { origin: SHOP } })).headers.get('access-control-allow-origin')).toBe(SHOP)
  await nothing(path, { origin: 'https://evil.example' })
  await nothing(`${path.slice(0, -2)}xx`)
  await nothing('/v1/files/abc')

  const claims = { workspace: room.workspace, origin: SHOP, session: room.session, file, size: 'full' } as const
  const reader = { role: 'customer', participant: 'c_1' } as const
  const link = async (over: Partial<Parameters<typeof mintLink>[1]>, at = Date.now()): Promise<string> =>
    (await mintLink(env, { ...claims, ...reader, ...over }, at)).path
  expect((await call(await link({}))).status).toBe(200)
  await nothing(await link({}, Date.now() - FILE_LIMITS.fileLinkMs - 1))
  await nothing(await link({ file: 'f_that_is_not_there' }))
  await nothing(await link({ size: 'thumb' }))
  // An agent who does not hold the session, another session, another workspace.
  await nothing(await link({ role: 'agent', participant: 'lin' }))
  const other = await Room.open()
  await (await other.customer()).hello()
  await nothing(await link({ session: other.session }))
  await nothing(await link({ workspace: other.workspace }))
})

test('T-27 a vendor’s pass opens the one file that a message carries, for an hour, and nothing else does', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const [sent, unsent] = [await bring(customer, png()), await bring(customer, png())]
  await send(customer, [sent])
  const of = { workspace: room.workspace, session: room.session }
  const pass = (over: Partial<Parameters<typeof mintVendorPass>[1]> = {}, at = Date.now()): Promise<string> =>
    mintVendorPass(env, { ...of, file: sent, ...over }, at)
  const statusOf = async (path: string | Promise<string>): Promise<number> => (await call(await path)).status
  const answer = await call(await pass())
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(png()))
  // From anywhere, and no page may read it.
  const asPage = await call(await pass(), { headers: { origin: SHOP } })
  expect([asPage.status, asPage.headers.get('access-control-allow-origin')]).toEqual([200, null])
  expect(await statusOf(pass({}, Date.now() - FILE_LIMITS.vendorLinkMs + 60_000))).toBe(200)
  expect(await statusOf(pass({}, Date.now() - FILE_LIMITS.vendorLinkMs - 1))).toBe(404)
  expect(await statusOf(pass({ file: unsent }))).toBe(404)
  const other = await Room.open()
  await (await other.customer()).hello()
  expect(await statusOf(pass({ session: other.session }))).toBe(404)
  expect(await statusOf(pass({ workspace: other.workspace }))).toBe(404)
  // What was signed for a reader is none of a vendor's, and the other way round: an upload's ticket opens nothing at all.
  const upload = await mintUpload(env, { ...of, origin: SHOP, file: sent, size: 'full' }, Date.now())
  expect(await statusOf(`/v1/files/${upload}`)).toBe(404)
})

test('T-27 nobody is given a link to what they may not see', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const unsent = await bring(customer, png())
  const mine = await bring(await (await Room.open()).customer(), png())
  const refused = async (wire: Wire, file: string, size = 'full'): Promise<void> => {
    wire.tell({ type: 'file', req: 5, file, size })
    expect(await wire.next('fault')).toMatchObject({ code: 'not_found', of: 'file', req: 5 })
  }
  await refused(customer, mine)
  await refused(customer, 'f_that_is_not_there')
  await refused(customer, unsent, 'thumb')
  customer.send({ kind: 'handoff.request' })
  await customer.event('handoff.requested')
  const agent = await room.agent()
  await agent.hello()
  // Not sent yet, so it is nobody's but its writer's.
  await refused(agent, unsent)
  await send(customer, [unsent])
  expect((await call(await linkTo(agent, unsent))).status).toBe(200)
})

test('T-27 once the session’s key is thrown away there is nothing, though the bytes still lie there', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const file = await bring(customer, png())
  await send(customer, [file])
  const path = await linkTo(customer, file)
  expect((await call(path)).status).toBe(200)
  await keysOf(env, room.workspace).erase({ session: room.session })
  expect((await call(path)).status).toBe(404)
  expect(await stored(room)).toHaveLength(1)
  const { ticket } = await slotFor(customer)
  expect(await codeOf(await upload(ticket, png()))).toEqual([409, 'file_gone'])
})

test('a thumbnail is a small picture of a picture', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const early = await slotFor(customer)
  expect(await codeOf(await upload(early.thumb, png()))).toEqual([409, 'file_gone'])
  const text = await slotFor(customer, 'a.txt')
  await upload(text.ticket, 'text')
  expect(await codeOf(await upload(text.thumb, png()))).toEqual([409, 'file_gone'])
  for (const [bytes, code] of [
    [png({ width: FILE_LIMITS.thumbPixels + 1 }), 'picture_too_large'],
    [new TextEncoder().encode('text'), 'file_type_refused'],
    [new Uint8Array(FILE_LIMITS.thumbBytes + 1), 'file_too_large'],
  ] as const) {
    const picture = await slotFor(customer)
    await upload(picture.ticket, png())
    expect((await codeOf(await upload(picture.thumb, bytes)))[1]).toBe(code)
  }
  expect(isPicture('image/svg+xml')).toBe(false)
})

test('a page may read what it is told, and asks first', async () => {
  const preflight = await call('/v1/files', { method: 'OPTIONS', headers: { origin: SHOP } })
  expect(preflight.status).toBe(204)
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    'access-control-allow-origin': SHOP,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type',
  })
  const refused = await upload('x', png())
  expect(refused.headers.get('access-control-allow-origin')).toBe(SHOP)
})
