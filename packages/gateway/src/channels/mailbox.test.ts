import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback, saidAt } from '../testing/hooks.ts'
import { objectsAlive } from '../testing/objects.ts'
import { receiveMail } from './mailbox.ts'

const KIM = 'kim@customer.example'

/** A letter as the platform hands it over, and what the mail server was told. */
function letter(to: string, { size }: { size?: number } = {}) {
  const lines = [
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
