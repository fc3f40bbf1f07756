import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptSecrets } from './kept-secrets.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('secrets are made once, each its own, and only the owner may read them', async () => {
  const first = await keptSecrets(folder)
  expect(await keptSecrets(folder)).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length)
  for (const name of ['gateway', 'admin', 'objects', 'host', 'business'] as const)
    expect(first[name].length, name).toBeGreaterThanOrEqual(43)
  expect(((await stat(join(folder, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600')
})

test('a secret that came later is added, and those that were there stay', async () => {
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ gateway: 'kept' }))
  const secrets = await keptSecrets(folder)
  expect(secrets.gateway).toBe('kept')
  expect(secrets.admin).toHaveLength(43)
})
