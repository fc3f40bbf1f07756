import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import type { Env } from '../env.ts'
import { bytesOf, exif, jpeg } from '../files/testing/specimens.ts'
import { Core } from '../session/core.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { aCallback, eventsAt, saidAt } from '../testing/hooks.ts'
import { objectsAlive } from '../testing/objects.ts'
import worker from '../worker.ts'
import { door, heldBytes } from './door.ts'
import { receiveMail } from './mailbox.ts'

const KIM = 'kim@customer.example'

/** A letter as the platform hands it over, and what the mail server was told. */
function letter(to: string, { size, lines: given }: { size?: number; lines?: string[] } = {}) {
  const lines = given ?? [
    `From: Kim <${KIM}>`,
    `To: ${to}`,
    'Subject: My parcel',
    `Message-ID: <${crypto.randomUUID()}@customer.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Where is it?',
  ]
  const raw = new TextEncoder().encode(lines.join('\r\n'))
  const rejected: string[] = []
  const message = {
    from: KIM,
    to,
    rawSize: size ?? raw.byteLength,
    get raw() {
      return new Response(raw).body
    },
    setReject: (reason: string) => void rejected.push(reason),
  } as unknown as ForwardableEmailMessage
  return { message, rejected }
}

async function aMailbox() {
  const { workspace } = await provisioned()
  const callback = await aCallback(workspace.workspace, 'email')
  const address = callback.form.settings.address ?? ''
  const place = callback.path.replace('/v1/hooks/', '')
  const bindings = (table: Record<string, string>): Env => ({ ...env, EMAIL_ADDRESSES: JSON.stringify(table) })
  return { callback, address, place, bindings }
}

test('a letter to an address of an account is heard, however the address is written, and once', async () => {
  const { callback, address, place, bindings } = await aMailbox()
  const { message, rejected } = letter(address.toUpperCase())
  const table = bindings({ [address]: place })
  await receiveMail(message, table)
  await receiveMail(message, table)
  expect(rejected).toEqual([])
  expect(await saidAt(callback, KIM)).toEqual(['Where is it?'])
})

test('a letter for which there is no room waits, and the sending server is to come again when that takes long', async () => {
  const { callback, address, place, bindings } = await aMailbox()
  const table = bindings({ [address]: place })
  const others = door.enter(heldBytes(21 * 1024 * 1024))
  const large = letter(address, { size: 1024 * 1024 })
  const waiting = receiveMail(large.message, table)
  await scheduler.wait(150)
  expect(await saidAt(callback, KIM)).toEqual([])
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 11_000)
  await expect(waiting).rejects.toThrow('busy')
  vi.mocked(Date.now).mockRestore()

  const again = receiveMail(large.message, table)
  others?.leave()
  await again
  expect(large.rejected).toEqual([])
  expect(await saidAt(callback, KIM)).toEqual(['Where is it?'])
})

test('a letter to an address nobody has, or whose account has another, is refused and nothing comes of it', async () => {
  const { address, place, bindings } = await aMailbox()
  const tables = [bindings({}), { ...env, EMAIL_ADDRESSES: 'no json' }, { ...env, EMAIL_ADDRESSES: null }]
  await receiveMail(letter('boss@shop.example').message, bindings({ 'boss@shop.example': place }))
  const before = await objectsAlive()
  for (const table of tables) {
    const { message, rejected } = letter(address)
    await receiveMail(message, table)
    expect(rejected).toEqual(['5.1.1 There is no such mailbox here.'])
  }
  const { message, rejected } = letter('boss@shop.example')
  await receiveMail(message, bindings({ 'boss@shop.example': place }))
  expect(rejected).toEqual(['5.1.1 There is no such mailbox here.'])
  expect(await objectsAlive()).toBe(before)
})

test('a letter that is too large is refused before it is read', async () => {
  const { address, place, bindings } = await aMailbox()
  const { message, rejected } = letter(address, { size: 17 * 1024 * 1024 })
  await receiveMail(message, bindings({ [address]: place }))
  expect(rejected).toEqual(['5.3.4 The message is too large.'])
})

test('through the Worker’s own door: what a letter brings is there after its words, and what is no picture is not', async () => {
  const { callback, address, place, bindings } = await aMailbox()
  const id = `<${crypto.randomUUID()}@customer.example>`
  const picture = jpeg({ extra: [exif(6)] })
  const part = (type: string, name: string, bytes: Uint8Array) => [
    '--b',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    btoa(String.fromCharCode(...bytes)),
  ]
  const lines = [
    ...[
      `From: =?utf-8?B?6YeR?= <${KIM}>`,
      `To: Help <${address}>`,
      'Subject: =?utf-8?Q?Broken_cup?=',
      `Message-ID: ${id}`,
    ],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', ''],
    ...['--b', 'Content-Type: text/plain; charset=utf-8', '', 'My card is 4111 1111 1111 1111, see the picture.'],
    ...part('image/jpeg', 'cup.jpg', picture),
    ...part('application/x-msdownload', 'cup.exe', bytesOf('MZ\x00\x01')),
    '--b--',
    '',
  ]
  const { message, rejected } = letter(address, { lines })
  const table = bindings({ [address]: place })
  await worker.email(message, table)
  await worker.email(message, table)
  expect(rejected).toEqual([])
  await until(async () => (await eventsAt(callback, KIM)).some(({ kind }) => kind === 'attachment.arrived'))
  const events = await eventsAt(callback, KIM)
  const said = events.filter((event) => event.kind === 'message').filter(({ by }) => by.role === 'customer')
  expect(said).toMatchObject([
    { by: { name: '金' }, body: { text: expect.stringContaining('[card •••• 1111]'), via: { channel: 'email' } } },
  ])
  expect(said[0]?.body.attachments).toEqual([{ kind: 'image' }, { kind: 'file' }])
  expect(events.filter((event) => event.kind === 'attachment.arrived').map(({ body }) => body)).toMatchObject([
    { ref: said[0]?.seq, index: 0, file: { type: 'image/jpeg', name: 'cup.jpg' } },
  ])
  expect(events.filter((event) => event.kind === 'attachment.missed').map(({ body }) => body)).toMatchObject([
    { index: 1, reason: 'type_refused' },
  ])
  expect(JSON.stringify(events)).not.toContain('4111 1111')
})

test('a session that cannot store it has the sending server come again', async () => {
  const { callback, address, place, bindings } = await aMailbox()
  const table = bindings({ [address]: place })
  const { message } = letter(address)
  await worker.email(message, table)
  const broken = letter(address, {
    lines: [`From: Kim <${KIM}>`, `To: ${address}`, `Message-ID: <${crypto.randomUUID()}@a.example>`, '', 'Hello?'],
  })
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const commit = vi.spyOn(Core.prototype, 'commit').mockImplementation(() => {
    throw new Error('database or disk is full')
  })
  await expect(worker.email(broken.message, table)).rejects.toThrow()
  commit.mockRestore()
  log.mockRestore()
  await worker.email(broken.message, table)
  expect(await saidAt(callback, KIM)).toEqual(['Where is it?', 'Hello?'])
})
