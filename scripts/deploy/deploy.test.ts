import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Cloudflare } from './testing/cloudflare.ts'

let account: Cloudflare
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  account = await Cloudflare.start()
})
afterEach(() => account.stop())

/** `npm run deploy`, with the real wrangler, to an account that is ours. */
const deploy = (...args: string[]): Promise<{ ok: boolean; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...account.env, INIT_CWD: folder, WRANGLER_LOG_PATH: folder }
    execFile(process.execPath, [join(root, 'scripts/deploy.ts'), ...args], { env }, (error, out, err) =>
      resolve({ ok: error === null, said: out + err }),
    )
  })

test('an account that lacks something gets nothing, and the operator is told what and how', async () => {
  account.kept.add('baton-rounds')
  const { ok, said } = await deploy()
  expect(ok).toBe(false)
  expect(said).toContain('The account lacks the bucket baton-blobs, the queue baton-rounds-dead.')
  expect(said).toContain('npm run deploy -- --create')
  expect(account.heard.every(({ method }) => method === 'GET')).toBe(true)
}, 60_000)

test('without secrets nothing is uploaded', async () => {
  for (const name of ['baton-blobs', 'baton-rounds', 'baton-rounds-dead']) account.kept.add(name)
  const { ok, said } = await deploy()
  expect(ok).toBe(false)
  expect(said).toContain('Not set: BATON_SECRET, ADMIN_TOKEN.')
  expect(account.sent('PUT', /./)).toEqual([])
}, 60_000)

test('a first deployment makes what is missing and uploads all that is declared', async () => {
  const secrets = join(folder, 'secrets.env')
  await writeFile(secrets, `BATON_SECRET=${'s'.repeat(32)}\nADMIN_TOKEN=${'a'.repeat(32)}\n`)
  const { ok, said } = await deploy('--create', '--secrets-file', 'secrets.env')
  expect(said).toContain('Creating the bucket baton-blobs')
  expect(account.kept).toEqual(new Set(['baton-blobs', 'baton-rounds-dead', 'baton-rounds']))
  const [upload = ''] = account.sent('PUT', /^\/workers\/scripts\/baton\?/)
  const bindings = [
    'SESSION',
    'FLOOR',
    'DIRECTORY',
    'KNOWLEDGE',
    'AUDIT',
    'KEYS',
    'CHANNELS',
    'INTEGRATIONS',
    'CALL',
    'ROUNDS',
    'BLOBS',
    'JOIN_LIMIT',
    'LOGIN_LIMIT',
  ]
  for (const name of [...bindings, 'ASSETS', 'VERSION', 'BATON_SECRET', 'ADMIN_TOKEN', 'JURISDICTION']) {
    expect(upload).toContain(`"name":"${name}"`)
  }
  expect(upload).toContain('"new_tag":"v4"')
  expect(account.sent('PUT', /\/schedules$/)).toEqual(['[{"cron":"7 * * * *"}]'])
  expect(account.sent('POST', /\/consumers$/).join()).toContain('"dead_letter_queue":"baton-rounds-dead"')
  expect(said).not.toContain('s'.repeat(32))
  expect({ ok, said: ok ? '' : said }).toEqual({ ok: true, said: '' })
}, 60_000)
