import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GATEWAY_SECRETS, keptSecrets } from './kept-secrets.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('secrets are made once, each its own, and only the owner may read them', async () => {
  const first = await keptSecrets(folder, GATEWAY_SECRETS)
  expect(await keptSecrets(folder, GATEWAY_SECRETS)).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(3)
  for (const [name, secret] of Object.entries(first)) expect(secret.length, name).toBeGreaterThanOrEqual(43)
  expect(((await stat(join(folder, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600')
})

test('a secret that came later is added, and those that were there stay', async () => {
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ gateway: 'kept', host: 'of the demo' }))
  const secrets = await keptSecrets(folder, GATEWAY_SECRETS)
  expect(secrets.gateway).toBe('kept')
  expect(secrets.admin).toHaveLength(43)
  expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toEqual({ ...secrets, host: 'of the demo' })
})

test('only what is asked for is made', async () => {
  expect(Object.keys(await keptSecrets(folder, { admin: 32 }))).toEqual(['admin'])
  expect(Object.keys(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')))).toEqual(['admin'])
})
