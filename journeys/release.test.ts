import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningGateway, startGateway } from '@baton/box/gateway'
import { GATEWAY_SECRETS, keptSecrets } from '@baton/box/kept-secrets'
import { freePort } from '@baton/box/port'
import { root } from '@baton/box/root'
import { pack } from '@baton/box/small-workspace'
import type { SessionClient } from '@baton/client'
import { provisionResponse, type RoundsResponse, roundsResponse } from '@baton/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { agentWhoAccepts, customerOf } from './participants.ts'

const WORKSPACE = 'release@eu'
const SECRETS = { ...GATEWAY_SECRETS, host: 32 }
const SHOP = 'https://shop.example'
const LIN = { email: 'lin@shop.example', password: 'correct horse battery staple' }
/** A customer may write twenty times in ten seconds. */
const CUSTOMER_WRITES = 18
const AGENT_WRITES = 90
const ONLINE = ['online', 'online']

let folder: string
let gateway: RunningGateway | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-'))
  vi.stubEnv('BOX_JURISDICTION', 'eu')
})
afterEach(async () => {
  await gateway?.stop()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a build of the Worker that is not the one before: it calls itself `release`. */
async function run(release: string, port: number): Promise<RunningGateway> {
  const worker = JSON.stringify(join(root, 'packages/gateway/src/worker.ts'))
  const entry = join(folder, `${release}.ts`)
  await writeFile(
    entry,
    `import worker from ${worker}
export * from ${worker}
export default { ...worker, fetch: (request, env, ctx) => worker.fetch(request, { ...env, VERSION: { id: '${release}' } }, ctx) }`,
  )
  const started = await startGateway({
    port,
    folder,
    secrets: await keptSecrets(folder, SECRETS),
    log: () => undefined,
    entry,
  })
  const health = await fetch(`${started.url}/healthz`)
  expect(await health.json()).toMatchObject({ release })
  return started
}

async function provision(url: string): Promise<string> {
  const { admin, host } = await keptSecrets(folder, SECRETS)
  const answer = await fetch(`${url}/v1/admin/workspaces/${WORKSPACE}?wait=50`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${admin}` },
    body: JSON.stringify({
      workspace: WORKSPACE,
      business: 'Shop',
      locale: 'en',
      origins: [SHOP],
      hostKey: host,
      businessApi: { url: 'http://127.0.0.1:9', token: 'none' },
      agents: [{ id: 'lin', name: 'Lin', ...LIN, role: 'agent', locales: ['en'] }],
      // Nobody talks to the bot, and one that has much to learn keeps a core busy meanwhile.
      pack,
    }),
  })
  return provisionResponse.parse(await answer.json()).siteKey
}

/** As the operator of one box makes them, by a timer. */
async function rounds(url: string): Promise<RoundsResponse> {
  const { admin } = await keptSecrets(folder, SECRETS)
  const headers = { authorization: `Bearer ${admin}` }
  const answer = await fetch(`${url}/v1/admin/rounds`, { method: 'POST', headers, body: '{}' })
  return roundsResponse.parse(await answer.json())
}

const messages = ({ snapshot }: SessionClient) =>
  snapshot.events.flatMap((event) => (event.kind === 'message' ? [{ seq: event.seq, text: event.body.text }] : []))

const numbered = (who: string, count: number) => Array.from({ length: count }, (_, n) => `${who} ${n + 1}`)

/** Writes them one by one, whatever the line is doing. */
async function write(session: SessionClient, texts: readonly string[], everyMs: number): Promise<void> {
  for (const text of texts) {
    session.send({ kind: 'message', text })
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** How often the line was lost so far. */
function countDrops(session: SessionClient): () => number {
  let drops = 0
  let before = session.snapshot.connection
  session.on('change', ({ connection }) => {
    if (before === 'online' && connection !== 'online') drops += 1
    before = connection
  })
  return () => drops
}

test('a deployment and its rollback, in the middle of a conversation, lose, double and reorder nothing', async () => {
  const port = await freePort()
  gateway = await run('one', port)
  const { url } = gateway
  const siteKey = await provision(url)
  const customer = customerOf({ gateway: url, siteKey, origin: SHOP })
  customer.send({ kind: 'handoff.request' })
  const lin = await agentWhoAccepts({ gateway: url, workspace: WORKSPACE, ...LIN })
  await expect.poll(() => customer.snapshot.view?.holder, { timeout: 20_000 }).toBe('agent:lin')

  const both = () => [customer.snapshot, lin.session.snapshot]
  const drops = { customer: countDrops(customer), agent: countDrops(lin.session) }
  const said = { customer: numbered('customer', CUSTOMER_WRITES), agent: numbered('agent', AGENT_WRITES) }
  const writing = Promise.all([write(customer, said.customer, 400), write(lin.session, said.agent, 80)])
  for (const release of ['two', 'one']) {
    // Both are in the middle of it again, whatever the last release did to them.
    await expect.poll(() => both().map(({ connection }) => connection), { timeout: 30_000 }).toEqual(ONLINE)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await gateway.stop()
    gateway = await run(release, port)
  }
  await writing
  const unsent = () => both().reduce((count, { pending }) => count + pending.length, 0)
  await expect.poll(unsent, { timeout: 60_000 }).toBe(0)
  const all = CUSTOMER_WRITES + AGENT_WRITES
  const written = (session: SessionClient) =>
    messages(session).filter(({ text }) => /^(customer|agent) \d+$/.test(text))
  await expect.poll(() => written(customer).length, { timeout: 30_000 }).toBe(all)
  await expect.poll(() => written(lin.session).length, { timeout: 30_000 }).toBe(all)

  expect(drops.customer()).toBeGreaterThanOrEqual(2)
  expect(drops.agent()).toBeGreaterThanOrEqual(2)
  const log = written(lin.session)
  expect(written(customer)).toEqual(log)
  expect(log.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).sort((a, b) => a - b))
  for (const [who, texts] of Object.entries(said)) {
    expect(log.map(({ text }) => text).filter((text) => text.startsWith(who))).toEqual(texts)
  }
  expect(customer.snapshot.view?.holder).toBe('agent:lin')
  expect(await rounds(url)).toEqual({ visited: 1, failed: [], next: null })
  customer.close()
  lin.leave()
})
