import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { writeBackup } from './backup/write-backup.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, type GatewaySecrets, keptSecrets } from './kept-secrets.ts'
import { freePort } from './port.ts'
import { Customer } from './testing/customer.ts'
import { until } from './testing/sockets.ts'
import { provision, WORKSPACE } from './testing/workspace.ts'

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-erasure-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

/** Names whom a host site vouches for, and what they say. In no fixture, so that a file that holds one has kept it. */
const ANN = 'annabel-canary-5521'
const BEN = 'benedict-canary-8830'
const CARD = '4111 1111 1111 1111'
const saidBy = (id: string) => `my parcel word is ${id}-said`

/** Files under `folder` that hold one of these texts, byte for byte. */
async function filesWith(folder: string, ...texts: string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const file of files.filter((each) => each.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name))
    if (texts.some((text) => bytes.includes(text))) found.push(file.name)
  }
  return found
}

/** How many sessions have a key, and how many had theirs thrown away. */
const keysIn = async (folder: string, { objects }: GatewaySecrets): Promise<{ keys: unknown; tombstones: unknown }> => {
  const keys = join(folder, 'data', `${objects}-Keys`)
  const [file = ''] = (await readdir(keys)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
  const database = new DatabaseSync(join(keys, file), { readOnly: true })
  try {
    const count = (table: string) => database.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n
    return { keys: count('session_keys'), tombstones: count('tombstones') }
  } finally {
    database.close()
  }
}

async function start(folder: string, port = 0): Promise<{ url: string; secrets: GatewaySecrets }> {
  const secrets = await keptSecrets(folder, GATEWAY_SECRETS)
  running = await startGateway({ port, folder, secrets, log: () => undefined })
  return { url: running.url, secrets }
}

async function stop(): Promise<void> {
  await running?.stop()
  running = null
}

/** Somebody signed in as `id` comes and goes; answers what they read. */
async function visit(url: string, siteKey: string, id: string): Promise<string[]> {
  const customer = new Customer(url, siteKey, id)
  await until('they are in', () => customer.session.snapshot.connection === 'online')
  const { said } = customer
  customer.session.close()
  return said
}

const admin = (url: string, { admin: token }: GatewaySecrets, path: string, init: RequestInit = {}) =>
  fetch(`${url}/v1/admin/workspaces/${WORKSPACE}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } })

test('T-34 who was erased is in no file, no copy of the store brings them back, and nobody else is touched', async () => {
  const folder = join(home, 'gateway')
  const data = join(folder, 'data')
  const port = await freePort()
  const { url, secrets } = await start(folder, port)
  const siteKey = await provision(url, secrets.admin)
  for (const id of [ANN, BEN]) {
    const customer = new Customer(url, siteKey, id)
    await customer.ask(`${saidBy(id)}, card ${CARD}`)
    // Waits for a person, so that the floor knows their name and what they want.
    await customer.askForPerson()
    customer.session.close()
  }
  const early = join(home, 'early')
  await writeBackup({ folder, to: early })
  // Nothing to find would prove nothing.
  expect(await filesWith(data, saidBy(ANN))).not.toEqual([])
  expect(await filesWith(join(early, 'data'), saidBy(ANN))).not.toEqual([])
  expect(await filesWith(join(early, 'data/Floor'), ANN)).not.toEqual([])
  expect(await filesWith(home, CARD)).toEqual([])
  // Each has an original that was masked, sealed under a key of theirs.
  expect(await keysIn(folder, secrets)).toEqual({ keys: 2, tombstones: 0 })

  const erased = await admin(url, secrets, `/customers/user:${ANN}`, {
    method: 'DELETE',
    body: JSON.stringify({ reason: 'asked for in writing' }),
  })
  expect(await erased.json()).toMatchObject({ state: 'done' })
  expect((await admin(url, secrets, `/customers/user:${ANN}/export`)).status).toBe(404)
  const late = join(home, 'late')
  await writeBackup({ folder, to: late })
  await stop()
  // Another start writes the files of the rooms anew that forget one of many.
  await start(folder, port)
  await stop()
  expect(await filesWith(data, ANN)).toEqual([])
  expect(await filesWith(data, saidBy(BEN))).not.toEqual([])
  expect(await keysIn(folder, secrets)).toEqual({ keys: 1, tombstones: 1 })

  // The store of before over the one of now: the keys stay as they are now.
  await restoreBackup({ from: early, into: folder, replace: true })
  expect(await filesWith(data, saidBy(ANN))).not.toEqual([])
  expect(await keysIn(folder, secrets)).toEqual({ keys: 1, tombstones: 1 })
  await start(folder, port)
  expect(await visit(url, siteKey, BEN)).toContainEqual(expect.stringContaining(saidBy(BEN)))
  // Nobody came for Ann, and yet their session is gone from the disk.
  const sessions = join(data, `${secrets.objects}-Session`)
  await expect.poll(() => filesWith(sessions, saidBy(ANN)), { timeout: 30_000 }).toEqual([])
  expect((await visit(url, siteKey, ANN)).join()).not.toContain('parcel')
  await stop()
  await start(folder, port)
  await stop()
  expect(await filesWith(data, saidBy(ANN))).toEqual([])

  // On another machine, with the one copy of the keys, which is of after.
  const elsewhere = join(home, 'elsewhere')
  await restoreBackup({ from: early, into: elsewhere, replace: false })
  const there = await start(elsewhere)
  expect((await visit(there.url, siteKey, ANN)).join()).not.toContain('parcel')
  expect(await visit(there.url, siteKey, BEN)).toContainEqual(expect.stringContaining(saidBy(BEN)))
  const restored = join(elsewhere, 'data', `${there.secrets.objects}-Session`)
  await expect.poll(() => filesWith(restored, saidBy(ANN)), { timeout: 30_000 }).toEqual([])
  await stop()

  // Without them it is not done by accident.
  const blind = { from: early, into: join(home, 'blind'), replace: false }
  await expect(restoreBackup({ ...blind, keys: join(home, 'nowhere') })).rejects.toMatchObject({ code: 'no_keys' })
  await restoreBackup({ ...blind, keys: null })
}, 120_000)
