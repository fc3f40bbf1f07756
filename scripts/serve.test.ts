import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { freePort } from '@baton/box/port'
import { root } from '@baton/box/root'
import { ServiceProcess } from '@baton/box/service-process'
import { CLOSE, type Pack, type ServerFrame, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provisionDemo } from './demo-workspace.ts'
import { loadPack } from './pack.ts'

const SHOP = 'http://127.0.0.1:9'
const START_MS = 60_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

let folder = ''
let url = ''
let siteKey = ''
let admin = ''
let env: Record<string, string> = {}
let pack: Pack
let served: ServiceProcess
/** Who has been in. Somebody new waits until those who left are put away. */
let customers: { ticket: string; device: string }[] = []
const all: ServiceProcess[] = []
const serve = (over: Record<string, string> = {}): ServiceProcess => {
  const next = new ServiceProcess({ ...env, ...over })
  all.push(next)
  return next
}

const provision = () =>
  provisionDemo({
    gateway: url,
    adminToken: admin,
    shops: [SHOP],
    hostKey: 'h'.repeat(40),
    apiToken: 'business',
    password: 'correct horse battery staple',
    settings: {},
    pack,
  })

async function joined(device?: string): Promise<{ ticket: string; device: string }> {
  const answer = await fetch(`${url}/v1/join`, {
    method: 'POST',
    headers: { origin: SHOP, 'content-type': 'application/json' },
    body: JSON.stringify({ siteKey, ...(device && { device }) }),
  })
  if (!answer.ok) throw Object.assign(new Error(await answer.text()), { answer })
  return answer.json() as Promise<{ ticket: string; device: string }>
}

/** A customer's socket, frame by frame. */
class Line {
  readonly frames: ServerFrame[] = []
  readonly closed: Promise<number>
  readonly #socket: WebSocket

  constructor(ticket: string) {
    const protocols = [SUBPROTOCOL, TICKET_PREFIX + ticket]
    // Node lets a client name its origin; browsers name theirs.
    const options = { protocols, headers: { origin: SHOP } } as unknown as string[]
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/v1/session`, options)
    this.#socket.addEventListener('message', ({ data }) => this.frames.push(JSON.parse(String(data))))
    this.closed = new Promise((resolve) => this.#socket.addEventListener('close', ({ code }) => resolve(code)))
  }

  async next<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>> {
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(5)) {
      const index = this.frames.findIndex((frame) => frame.type === type)
      if (index >= 0) return this.frames.splice(index, 1)[0] as Extract<ServerFrame, { type: T }>
    }
    throw new Error(`no ${type}`)
  }

  /** Says hello; resolves with what the log holds. */
  async hello() {
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, 'open')
    this.#socket.send(JSON.stringify({ type: 'hello', v: 1, req: 1 }))
    await this.next('welcome')
    return (await this.next('replay')).entries
  }

  async say(text: string): Promise<void> {
    this.#socket.send(JSON.stringify({ type: 'send', id: crypto.randomUUID(), body: { kind: 'message', text } }))
    await this.next('ack')
  }

  close(): void {
    this.#socket.close()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-serve-'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  env = { BATON_FOLDER: folder, BATON_PORT: String(port), BATON_MAX_SOCKETS: '2' }
  served = serve()
  await served.logged('service.ready')
  admin = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')).admin
  pack = await loadPack(join(root, 'packs/ecommerce'))
  siteKey = (await provision()).siteKey
}, 2 * START_MS)

afterAll(async () => {
  for (const each of all) each.signal('SIGTERM')
  await Promise.all(all.map(({ ended }) => ended))
  await rm(folder, { recursive: true, force: true })
}, 30_000)

test('its log is JSON, names where the admin token is, and does not hold it', async () => {
  const ready = await served.logged('service.ready')
  expect(ready).toMatchObject({ url, sockets: 2, adminToken: `in ${join(folder, 'secrets.json')}` })
  for (const entry of served.log) {
    expect(entry).toMatchObject({
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: expect.any(String),
      source: expect.stringMatching(/^(gateway|supervisor|workerd)$/),
      event: expect.any(String),
    })
  }
  expect(served.lines.join()).not.toContain(admin)
  expect(Object.keys(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')))).toEqual([
    'gateway',
    'admin',
    'objects',
  ])
})

test.runIf(process.platform === 'linux')('workerd may open as many files as the system allows', async () => {
  const { pid } = await served.logged('gateway.started')
  const [, soft, hard] = (await readFile(`/proc/${pid}/limits`, 'utf8')).match(/^Max open files\s+(\S+)\s+(\S+)/m) ?? []
  expect(soft).toBe(hard)
  expect(Number(soft)).toBeGreaterThan(1024)
})

test(
  'a second service on the same folder is refused with a sentence',
  async () => {
    const second = serve({ BATON_PORT: String(await freePort()) })
    expect((await second.ended)[0]).toBe(1)
    expect(second.said.trim()).toBe(`Another gateway uses ${folder}. Stop it, or choose another: BATON_FOLDER=…`)
  },
  START_MS,
)

test('files that never change are kept for ever, others are asked for again and answered by their etag', async () => {
  const load = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })
  const page = await load('/desk/')
  const script = (await page.text()).match(/assets\/[\w.-]+\.js/)?.[0] ?? ''
  expect((await load(`/desk/${script}`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  for (const path of ['/desk/', '/widget/baton.js']) {
    const { headers } = await load(path)
    expect(headers.get('cache-control'), path).toBe('no-cache')
    const again = await load(path, { 'if-none-match': headers.get('etag') ?? '' })
    expect([again.status, await again.text()], path).toEqual([304, ''])
  }
})

test('scripts go out as the build compressed them, and are the same', async () => {
  const plain = await fetch(`${url}/widget/shell.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  const packed = await fetch(`${url}/widget/shell.js`, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers.get('content-encoding')).toBe('br')
  expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'))
  const onDisk = await readFile(join(root, 'packages/gateway/dist/assets/widget/shell.js.br'))
  expect(Number(packed.headers.get('content-length'))).toBe(onDisk.length)
  const text = await plain.text()
  expect(await packed.text()).toBe(text) // fetch has unpacked it
  expect(brotliDecompressSync(onDisk).toString()).toBe(text)
})

test('as many sockets as it may hold, and no more; who was in may come back', async () => {
  customers = await Promise.all([joined(), joined(), joined()])
  const lines = customers.slice(0, 2).map(({ ticket }) => new Line(ticket))
  await Promise.all(lines.map((line) => line.hello()))

  const third = new Line(customers[2]?.ticket ?? '')
  expect(await third.next('bye')).toMatchObject({ code: 'gateway_full', retryable: true })
  expect(await third.closed).toBe(CLOSE.gatewayFull)
  await expect(joined()).rejects.toMatchObject({ answer: { status: 503 } })
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)

  for (const line of lines) line.close()
  let back: Line | null = null
  for (const end = Date.now() + 5_000; Date.now() < end && !back; await pause(20)) {
    back = await joined(customers[0]?.device).then(
      ({ ticket }) => new Line(ticket),
      () => null,
    )
  }
  await back?.hello()
  back?.close()
}, 30_000)

test('killed, it serves again within three seconds, and what was acknowledged is there', async () => {
  const first = await joined(customers[0]?.device)
  const line = new Line(first.ticket)
  await line.hello()
  await line.say('before the crash')
  const { pid = 0 } = await served.logged('gateway.started')
  const killedAt = Date.now()
  process.kill(pid, 'SIGKILL')
  await line.closed
  let after: Line | null = null
  for (const end = Date.now() + 10_000; Date.now() < end && !after; await pause(10)) {
    after = await joined(first.device).then(
      ({ ticket }) => new Line(ticket),
      () => null,
    )
  }
  const entries = (await after?.hello()) ?? []
  const tookMs = Date.now() - killedAt
  expect(entries.map(({ event }) => event.kind === 'message' && event.body.text)).toContain('before the crash')
  expect(tookMs).toBeLessThanOrEqual(3_000)
  console.info(`served again after ${tookMs} ms`)
  after?.close()
  expect(await served.logged('gateway.ended')).toMatchObject({ how: 'was stopped by SIGKILL', restartInMs: 0 })
}, 30_000)

test(
  'stopped, it answers what is under way, ends with 0 within its bound, and has lost nothing',
  async () => {
    const first = await joined(customers[0]?.device)
    const line = new Line(first.ticket)
    await line.hello()
    await line.say('before the stop')
    const underWay = provision() // hashes passwords, which takes a while
    await pause(50)
    const askedAt = Date.now()
    served.signal('SIGTERM')
    expect((await underWay).siteKey).toBe(siteKey)
    expect(await served.ended).toEqual([0, null])
    expect(Date.now() - askedAt).toBeLessThan(5_000)
    expect(await line.closed).toBe(1006)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()

    served = serve()
    await served.logged('service.ready')
    const again = new Line((await joined(first.device)).ticket)
    const texts = (await again.hello()).map(({ event }) => event.kind === 'message' && event.body.text)
    expect(texts).toContain('before the stop')
    again.close()
  },
  START_MS,
)

test.runIf(process.platform === 'linux')(
  'what a killed service leaves behind does not keep the next from serving',
  async () => {
    const { pid: orphan } = await served.logged('gateway.started')
    served.signal('SIGKILL')
    await served.ended.catch(() => undefined)
    served = serve()
    expect((await served.logged('gateway.ready')).pid).not.toBe(orphan)
    expect(await readFile(`/proc/${orphan}/cmdline`, 'utf8').catch(() => '')).toBe('')
  },
  START_MS,
)
