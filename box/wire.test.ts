import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { CLOSE, LIMITS, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAssets } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { FIXTURE_SECRETS } from './releases/kept-release.ts'
import { Customer } from './testing/customer.ts'
import { Desk } from './testing/desk.ts'
import { closeCodeOf, until } from './testing/sockets.ts'
import { AGENT, HOST_KEY, provision, SHOP, WORKSPACE } from './testing/workspace.ts'

const START_MS = 180_000
let folder = ''
let gateway: RunningGateway
let siteKey = ''
const printed: string[] = []
beforeAll(async () => {
  await buildAssets()
  folder = await mkdtemp(join(tmpdir(), 'baton-wire-'))
  gateway = await startGateway({ port: 0, folder, secrets: FIXTURE_SECRETS, log: (line) => printed.push(line) })
  siteKey = await provision(gateway.url, FIXTURE_SECRETS.admin)
}, START_MS)
afterAll(async () => {
  await gateway?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A client's end of a socket, byte by byte: what a browser would never send can be sent here. */
class RawSocket {
  readonly head: string
  readonly #socket: Socket
  #read: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket, head: string, rest: Buffer) {
    this.#socket = socket
    this.head = head
    this.#read = rest
    socket.on('data', (chunk) => {
      this.#read = Buffer.concat([this.#read, chunk])
    })
    socket.on('error', () => undefined) // it was cut off, which is what some of these tests want
  }

  static async open(ticket: string, extensions?: string): Promise<RawSocket> {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    const lines = [
      'GET /v1/session HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}`,
      `Origin: ${SHOP}`,
      ...(extensions === undefined ? [] : [`Sec-WebSocket-Extensions: ${extensions}`]),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    let bytes: Buffer = Buffer.alloc(0)
    while (!bytes.includes('\r\n\r\n')) bytes = Buffer.concat([bytes, (await once(socket, 'data'))[0] as Buffer])
    const end = bytes.indexOf('\r\n\r\n')
    return new RawSocket(socket, bytes.subarray(0, end).toString().toLowerCase(), bytes.subarray(end + 4))
  }

  /** One frame of text; `rsv1` says that it is compressed. */
  send(payload: Buffer, rsv1 = false): void {
    const mask = randomBytes(4)
    const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10)
    head[0] = 0x81 | (rsv1 ? 0x40 : 0)
    if (head.length === 2) head[1] = 0x80 | payload.length
    else if (head.length === 4) {
      head[1] = 0x80 | 126
      head.writeUInt16BE(payload.length, 2)
    } else {
      head[1] = 0x80 | 127
      head.writeBigUInt64BE(BigInt(payload.length), 2)
    }
    const masked = Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
    this.#socket.write(Buffer.concat([head, mask, masked]))
  }

  tell(frame: object): void {
    this.send(Buffer.from(JSON.stringify(frame)))
  }

  /** The code of the close frame the gateway sends. */
  closeCode(): Promise<number> {
    return until('the gateway closes it', () => {
      for (let at = 0; at + 2 <= this.#read.length; ) {
        const opcode = (this.#read[at] ?? 0) & 0x0f
        const short = (this.#read[at + 1] ?? 0) & 0x7f
        const offset = short === 126 ? 4 : short === 127 ? 10 : 2
        const length =
          short === 126
            ? this.#read.readUInt16BE(at + 2)
            : short === 127
              ? Number(this.#read.readBigUInt64BE(at + 2))
              : short
        if (opcode === 8) return this.#read.readUInt16BE(at + offset)
        at += offset + length
      }
      return null
    })
  }

  get said(): string {
    return this.#read.toString('latin1')
  }

  end(): void {
    this.#socket.destroy()
  }
}

const ticketOf = async (id: string): Promise<string> => {
  const customer = new Customer(gateway.url, siteKey, id)
  const { ticket } = await customer.ticket()
  customer.session.close()
  return ticket
}

test('T-29 compression is not agreed on, however it is asked for', async () => {
  for (const extensions of [
    'permessage-deflate',
    'permessage-deflate; client_max_window_bits; server_no_context_takeover',
    'x-webkit-deflate-frame, permessage-deflate',
  ]) {
    const socket = await RawSocket.open(await ticketOf('deflate'), extensions)
    expect(socket.head).toMatch(/^http\/1\.1 101 /)
    expect(socket.head).not.toContain('sec-websocket-extensions')
    socket.end()
  }
})

test('T-29 a compressed frame, a bomb among them, is a breach of the protocol and never unpacked', async () => {
  const socket = await RawSocket.open(await ticketOf('bomb'), 'permessage-deflate')
  const bomb = deflateRawSync(Buffer.alloc(32 * 1024 * 1024, 0x20))
  expect(bomb.length).toBeLessThan(LIMITS.frameBytes)
  socket.send(bomb, true)
  expect(await socket.closeCode()).toBe(1002)
  socket.end()
})

test('T-29 a frame of 65 537 bytes is refused with 1009, one of 65 536 is read', async () => {
  const socket = await RawSocket.open(await ticketOf('large'))
  const frame = (bytes: number): Buffer => {
    const text = JSON.stringify({ type: 'dance', pad: '' })
    return Buffer.from(text.replace('""', `"${'x'.repeat(bytes - text.length)}"`))
  }
  socket.send(frame(65_536))
  await until('it is read', () => socket.said.includes('frame_unknown'))
  expect(frame(65_537)).toHaveLength(65_537)
  socket.send(frame(65_537))
  expect(await socket.closeCode()).toBe(CLOSE.frameTooLarge)
  expect(socket.said).toContain('frame_too_large')
  socket.end()
})

test('T-29 ten thousand frames at once end their own socket; another customer is answered meanwhile', async () => {
  const other = new Customer(gateway.url, siteKey, 'calm')
  await until('the other is online', () => other.session.snapshot.connection === 'online')
  const socket = await RawSocket.open(await ticketOf('flood'))
  socket.tell({ type: 'hello', v: 1, req: 1 })
  for (let n = 0; n < 10_000; n += 1)
    socket.tell({ type: 'send', id: `flood-${n}`.padEnd(8, '-'), body: { kind: 'message', text: 'x' } })
  expect(await socket.closeCode()).toBe(CLOSE.rateLimited)
  await other.ask('How do I send it back?')
  expect(other.said.at(-1)).toContain('30 days')
  // Of all that, the object took what its own limit lets through.
  expect(socket.said.match(/"type":"ack"/g)?.length ?? 0).toBeLessThanOrEqual(LIMITS.sendsPerWindow)
  socket.end()
  other.session.close()
})

test('T-07 a ticket opens one socket, at its own origin, and then nothing', async () => {
  const customer = new Customer(gateway.url, siteKey, 'replay')
  const { url, ticket } = await customer.ticket()
  const first = await RawSocket.open(ticket)
  first.tell({ type: 'hello', v: 1, req: 1 })
  await until('it is welcome', () => first.said.includes('welcome'))
  expect(await closeCodeOf(url, ticket, SHOP)).toBe(CLOSE.unauthenticated)
  const fresh = await customer.ticket()
  expect(await closeCodeOf(fresh.url, fresh.ticket, 'https://evil.example')).toBe(CLOSE.forbidden)
  expect(url).not.toContain(ticket)
  first.end()
  customer.session.close()
})

test('T-07 T-32 what was printed holds no ticket, device, cookie, password, key or name, and one object a line', async () => {
  const customer = new Customer(gateway.url, siteKey, 'canary-customer')
  const { ticket } = await customer.ticket()
  const desk = await Desk.signIn(gateway.url)
  const floorTicket = await desk.ticket()
  const join = await fetch(`${gateway.url}/v1/join`, {
    method: 'POST',
    headers: { origin: SHOP },
    body: JSON.stringify({ siteKey }),
  })
  const { device, ticket: visitor } = (await join.json()) as { device: string; ticket: string }
  // What fails is what is logged: bad bodies, doors, origins and a name that would like to be a line of its own.
  const canaries = {
    query: 'canary-query',
    name: 'canary\n{"level":"error","event":"forged"}',
    mail: 'canary@evil.example',
  }
  const tries: [string, RequestInit][] = [
    [`/v1/session?ticket=${canaries.query}`, {}],
    [`/v1/join?token=${canaries.query}`, { method: 'POST', body: `{"siteKey":"${canaries.query}"` }],
    [
      '/v1/join',
      { method: 'POST', headers: { origin: SHOP }, body: JSON.stringify({ siteKey, token: `${canaries.query}.x.y` }) },
    ],
    [
      '/v1/desk/login',
      {
        method: 'POST',
        headers: { origin: gateway.url },
        body: JSON.stringify({ workspace: WORKSPACE, email: canaries.mail, password: canaries.query }),
      },
    ],
    ['/v1/desk/me', { headers: { cookie: `baton-desk=${WORKSPACE}.${canaries.query}` } }],
    [
      `/v1/admin/workspaces/${WORKSPACE}`,
      { method: 'PUT', headers: { authorization: `Bearer ${canaries.query}` }, body: canaries.name },
    ],
  ]
  for (const [path, init] of tries) expect((await fetch(gateway.url + path, init)).status).toBeGreaterThanOrEqual(400)
  customer.say(`${canaries.name} \u001b[31m`)
  await until('it is stored', () => customer.said.length > 0)
  for (const each of [customer.session, desk.floor]) each.close()

  const cookie = desk.cookie.split('=')[1] ?? ''
  const secrets = [
    ticket,
    floorTicket,
    visitor,
    device,
    cookie,
    AGENT.password,
    HOST_KEY,
    ...Object.values(FIXTURE_SECRETS),
  ]
  const log = printed.join('\n')
  for (const secret of [...secrets, 'canary', 'forged']) {
    expect(secret.length).toBeGreaterThan(5)
    expect(log).not.toContain(secret)
  }
  for (const line of printed)
    expect(line.startsWith('{') ? typeof JSON.parse(line) : 'workerd’s own').not.toBe('undefined')
})

test('T-07 nothing that opens a door is stored as it is', async () => {
  const desk = await Desk.signIn(gateway.url)
  const token = (desk.cookie.split('.')[1] ?? '').trim()
  desk.floor.close()
  const ticket = await ticketOf('stored')
  const data = join(folder, 'data')
  let read = 0
  for (const name of (await readdir(data, { recursive: true })).filter((each) => /\.sqlite(-wal)?$/.test(each))) {
    const bytes = await readFile(join(data, name))
    read += bytes.length
    for (const secret of [token, ticket, AGENT.password, FIXTURE_SECRETS.gateway, FIXTURE_SECRETS.admin])
      expect(bytes.includes(secret), name).toBe(false)
  }
  expect(read).toBeGreaterThan(10_000)
})

test('T-03 T-04 the widget is served under a name of its content, and hashes to what is published', async () => {
  const published = await fetch(`${gateway.url}/widget/integrity.json`)
  expect(published.headers.get('cache-control')).toBe('no-cache')
  const { path, files } = (await published.json()) as { path: string; files: Record<string, string> }
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['baton.js', 'shell.js']))
  for (const folder of [path, '/widget/']) {
    for (const [name, hash] of Object.entries(files)) {
      const answer = await fetch(`${gateway.url}${folder}${name}`, { headers: { origin: SHOP } })
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, name).toBe(hash)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      if (folder === path) expect(answer.headers.get('cache-control')).toContain('immutable')
    }
  }
})
