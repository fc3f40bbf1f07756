import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, HOST } from '@baton/box/port'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'

async function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-start-'))
  const ports = { BATON_PORT: String(await freePort()), BATON_SHOP_PORT: String(await freePort()) }
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), '--quiet'], {
    cwd: root,
    env: { ...process.env, BATON_FOLDER: folder, ...ports, ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  await rm(folder, { recursive: true, force: true })
  return { code, said }
}

test('a taken port stops the start, by number and variable', async () => {
  const other = createServer().listen(0, HOST)
  await once(other, 'listening')
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? String(address.port) : ''
  const { code, said } = await start({ BATON_SHOP_PORT: port })
  other.close()
  expect(code).toBe(1)
  expect(said.trim()).toMatch(
    new RegExp(`^Port ${port}, for the shop, is already in use\\. .*BATON_SHOP_PORT=\\d+ npm start$`),
  )
}, 60_000)

test('a broken pack stops the start, by file, path and reason', async () => {
  const pack = await mkdtemp(join(tmpdir(), 'baton-pack-'))
  await cp(join(root, 'packs/ecommerce'), pack, { recursive: true })
  await writeFile(join(pack, 'rules.yaml'), '- id: "no spaces, please"\n')
  const { code, said } = await start({ BATON_PACK: pack })
  await rm(pack, { recursive: true })
  expect(code).toBe(1)
  expect(said).toContain('The knowledge pack cannot be used.')
  expect(said).toMatch(/rules\.yaml: \[0\]\.\w+: \S/)
  expect(said).not.toMatch(/^\s+at /m)
}, 60_000)

test('a setting that is no time stops the start', async () => {
  const { code, said } = await start({ BATON_OFFER_MS: 'soon' })
  expect(code).toBe(1)
  expect(said).toContain('BATON_OFFER_MS=soon is not a time in milliseconds.')
}, 60_000)
