import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { FIXTURE_SECRETS } from './releases/kept-release.ts'
import { root } from './root.ts'

const START_MS = 180_000
let home = ''
let gateway: RunningGateway
let inside: Server
let connections = 0
const printed: string[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-outside-'))
  await mkdir(ASSETS, { recursive: true })
  inside = createServer((_, response) => response.end('from inside')).on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  const entry = join(root, 'packages/gateway/src/testing/outside-worker.ts')
  gateway = await startGateway({
    port: 0,
    folder: home,
    secrets: FIXTURE_SECRETS,
    entry,
    log: (line) => printed.push(line),
  })
}, START_MS)

afterAll(async () => {
  await gateway?.stop()
  inside?.closeAllConnections()
  await new Promise((resolve) => inside?.close(resolve))
  await rm(home, { recursive: true, force: true })
})

const asked = async (host: string, by: 'outside' | 'internet', connects?: true): Promise<string> => {
  const { port } = inside.address() as AddressInfo
  const body = JSON.stringify({ url: `http://${host}:${port}/`, by, connects })
  return (await fetch(`${gateway.url}/ask`, { method: 'POST', body })).text()
}

// `localhost` stands for any name whose address turns out to be this machine's: nothing here looks at the name.
test('T-22 a name that turns out to lead to this machine is refused by the runtime, before it connects', async () => {
  expect(await asked('localhost', 'internet')).toBe('answered from inside')
  expect(await asked('localhost', 'internet', true)).toBe('connected')
  const before = connections
  expect(before).toBeGreaterThan(0)
  for (const host of ['localhost', '127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1']) {
    expect([host, await asked(host, 'outside')]).toEqual([host, 'refused'])
    expect([host, await asked(host, 'outside', true)]).toEqual([host, 'refused'])
  }
  expect(connections).toBe(before)
  // Refused as what it leads to, and not because nobody was there.
  expect(printed.join('\n')).toMatch(/connecting to localhost:\d+ is not allowed/)
})
