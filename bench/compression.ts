import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { machine } from './machine.ts'
import { median } from './numbers.ts'
import { runRoomWorker } from './peers/plain-worker.ts'
import { cpuMs, residentBytes } from './process-load.ts'

/**
 * What compressing frames would save in bytes and cost in messages a second and memory: decision 030. The same bare object with and
 * without permessage-deflate, in turns, over loopback.
 */
const SOCKETS = 300
const RUN_MS = 3_000
const ROUNDS = 3
const TEXTS = [
  'Where is my order SO10042? It should have come on Monday.',
  '我的订单 SO10042 本来周一就该到了，现在在哪？',
  'Your kettle was mis-sorted in Suzhou. It leaves tonight and should reach you on Sunday.',
]

interface Run {
  perSecond: number
  bytesPerMessage: number
  serverMsPerMessage: number
}

class Talker {
  readonly #tcp: Socket
  readonly #socket: WebSocket
  #heard: () => void = () => {}

  private constructor(tcp: Socket, socket: WebSocket) {
    this.#tcp = tcp
    this.#socket = socket
    socket.on('message', (raw: Buffer) => {
      if (JSON.parse(String(raw)).type === 'event') this.#heard()
    })
  }

  static async open(url: string, room: string): Promise<Talker> {
    const { hostname, port } = new URL(url)
    const tcp = connect(Number(port), hostname)
    const socket = new WebSocket(`${url.replace('http', 'ws')}/${room}?role=customer`, {
      // The library leaves short frames as they are unless told not to.
      perMessageDeflate: { threshold: 0 },
      createConnection: () => tcp,
    })
    await once(socket, 'open')
    return new Talker(tcp, socket)
  }

  get isCompressed(): boolean {
    return this.#socket.extensions.includes('permessage-deflate')
  }

  get bytes(): number {
    return this.#tcp.bytesRead + this.#tcp.bytesWritten
  }

  /** Sends one message and waits for it to come back as an event. */
  async say(text: string): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#heard = resolve
    })
    this.#socket.send(JSON.stringify({ type: 'send', id: randomUUID(), body: { kind: 'message', text } }))
    await heard
  }

  close(): void {
    this.#socket.close()
  }
}

async function run(talkers: readonly Talker[], pid: number): Promise<Run> {
  const bytes = () => talkers.reduce((sum, talker) => sum + talker.bytes, 0)
  const [bytesBefore, cpuBefore, begun] = [bytes(), await cpuMs(pid), performance.now()]
  let messages = 0
  await Promise.all(
    talkers.map(async (talker) => {
      while (performance.now() - begun < RUN_MS) {
        await talker.say(TEXTS[messages % TEXTS.length] ?? '')
        messages += 1
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1_000
  return {
    perSecond: messages / seconds,
    bytesPerMessage: (bytes() - bytesBefore) / messages,
    serverMsPerMessage: ((await cpuMs(pid)) - cpuBefore) / messages,
  }
}

const folder = await mkdtemp(join(tmpdir(), 'baton-compression-'))
const entry = join(import.meta.dirname, 'peers/bare-object.ts')
const sides = []
for (const [name, flags] of [
  ['off', ['no_web_socket_compression']],
  ['on', []],
] as const) {
  const server = await runRoomWorker(entry, join(folder, name), flags)
  const empty = await residentBytes(server.pid)
  const talkers = await Promise.all(Array.from({ length: SOCKETS }, (_, n) => Talker.open(server.url, `room-${n}`)))
  if (talkers.some(({ isCompressed }) => isCompressed !== (name === 'on')))
    throw new Error(`compression is not ${name}`)
  sides.push({ name, server, talkers, empty, kilobytesPerSocket: 0, runs: [] as Run[] })
}
try {
  // The first round is for the compilers of both sides and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { server, talkers, runs } of sides) {
      const measured = await run(talkers, server.pid)
      if (round > 0) runs.push(measured)
    }
  }
  for (const side of sides)
    side.kilobytesPerSocket = ((await residentBytes(side.server.pid)) - side.empty) / SOCKETS / 1024
} finally {
  for (const { server, talkers } of sides) {
    for (const talker of talkers) talker.close()
    await server.stop()
  }
  await rm(folder, { recursive: true, force: true })
}
console.log(await machine(tmpdir()))
for (const { name, runs, kilobytesPerSocket } of sides) {
  const of = (what: keyof Run): number => median(runs.map((each) => each[what]))
  console.log(
    `compression ${name}: ${of('perSecond').toFixed(0)} messages/s, ${of('bytesPerMessage').toFixed(0)} bytes a message, ${of('serverMsPerMessage').toFixed(3)} ms of the server a message, ${kilobytesPerSocket.toFixed(0)} KiB of memory a socket`,
  )
}
