import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HEARTBEAT } from '@baton/protocol/wire'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type WebSocket as ServerSocket, WebSocket, WebSocketServer } from 'ws'
import { platformOf } from '../platform.ts'
import { BatonError, refusal } from '../problem.ts'
import type { Admission, ClientProblem, Connection } from '../types.ts'
import { createLink, type Link } from './link.ts'

/** Time runs this much faster, so that twenty seconds can be waited for, and no faster, so that a busy machine keeps up. */
const SPEED = 30

let server: WebSocketServer
let link: Link
let url: string
let protocols: string[]
let states: [Connection, ClientProblem['code'] | undefined][]
let admit: () => Promise<Admission>
let onAccept: (socket: ServerSocket) => void
let wake: () => void
let goOffline: () => void
let tickets: number

beforeEach(async () => {
  const http = createServer()
  server = new WebSocketServer({ server: http, handleProtocols: () => 'baton.v1' })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/session`
  protocols = []
  states = []
  tickets = 0
  admit = async () => ({ url, ticket: `t${++tickets}` })
  onAccept = welcome
  wake = () => {}
  goOffline = () => {}
  server.on('connection', (socket, request) => {
    protocols.push(request.headers['sec-websocket-protocol'] ?? '')
    onAccept(socket)
  })
  server.on('close', () => http.close())
  link = createLink({
    platform: {
      ...platformOf({ socket: WebSocket }),
      after: (ms, run) => {
        const timer = setTimeout(run, ms / SPEED)
        return () => clearTimeout(timer)
      },
      onWake: (run) => {
        wake = run
        return () => {}
      },
      onOffline: (run) => {
        goOffline = run
        return () => {
          goOffline = () => {}
        }
      },
    },
    admit: () => admit(),
    onOpen: () => link.send({ type: 'hello' }),
    onFrame: (frame) => frame.type === 'welcome' && link.welcomed(),
    onChange: (connection, problem) => states.push([connection, problem?.code]),
  })
})

afterEach(async () => {
  link.close()
  for (const socket of server.clients) socket.terminate()
  await new Promise((done) => server.close(done))
})

const frame = (socket: ServerSocket, body: object) => socket.send(JSON.stringify(body))
const welcome = (socket: ServerSocket) => frame(socket, { type: 'welcome' })

/** Resolves when the link has been in this state `times` times. */
async function reached(connection: Connection, times = 1): Promise<void> {
  for (let tries = 0; tries < 450; tries++) {
    if (states.filter(([state]) => state === connection).length >= times) return
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new Error(`never ${connection}: ${JSON.stringify(states)}`)
}

it('brings a fresh ticket in the subprotocol on every attempt', async () => {
  onAccept = (socket) => (tickets < 3 ? socket.terminate() : welcome(socket))
  link.connect()
  await reached('online')
  expect(protocols).toEqual(['baton.v1,ticket.t1', 'baton.v1,ticket.t2', 'baton.v1,ticket.t3'])
  expect(states.filter(([state]) => state === 'offline')).toEqual([
    ['offline', 'network'],
    ['offline', 'network'],
  ])
})

it('keeps a quiet socket alive with pings', async () => {
  let pings = 0
  onAccept = (socket) => {
    welcome(socket)
    socket.on('message', (data) => {
      if (String(data) !== HEARTBEAT.ping) return
      pings += 1
      socket.send(HEARTBEAT.pong)
    })
  }
  link.connect()
  await reached('online')
  await new Promise((next) => setTimeout(next, (HEARTBEAT.everyMs / SPEED) * 2.5))
  expect(pings).toBeGreaterThanOrEqual(2)
  expect(states.at(-1)).toEqual(['online', undefined])
})

it('leaves a socket on which nothing answers', async () => {
  link.connect()
  await reached('online', 2)
  expect(states).toContainEqual(['offline', 'network'])
})

it('leaves a socket that is never welcomed', async () => {
  onAccept = (socket) => protocols.length > 1 && welcome(socket)
  link.connect()
  await reached('online')
  expect(protocols).toHaveLength(2)
})

it.each([
  [4500, 'version_unsupported'],
  [4501, 'unauthenticated'],
  [4503, 'forbidden'],
])('stops for good after close code %i', async (code, problem) => {
  onAccept = (socket) => socket.close(code)
  link.connect()
  await reached('refused')
  wake()
  await new Promise((next) => setTimeout(next, 100))
  expect(states).toEqual([
    ['connecting', undefined],
    ['refused', problem],
  ])
})

it.each([4000, 4001, 4008, 4029, 4101])('tries again after close code %i', async (code) => {
  onAccept = (socket) => (protocols.length > 1 ? welcome(socket) : socket.close(code))
  link.connect()
  await reached('online')
  expect(protocols).toHaveLength(2)
})

it('gives the reason that was said before closing', async () => {
  onAccept = (socket) => {
    frame(socket, { type: 'bye', code: 'not_holder', message: 'You do not hold this session.', retryable: false })
    socket.close(4503)
  }
  link.connect()
  await reached('refused')
  expect(states.at(-1)).toEqual(['refused', 'not_holder'])
})

it('tries another ticket when only this one was refused', async () => {
  onAccept = (socket) => {
    if (protocols.length > 1) return welcome(socket)
    frame(socket, { type: 'bye', code: 'ticket_used', message: 'Used.', retryable: true })
    socket.close(4501)
  }
  link.connect()
  await reached('online')
  expect(states).toContainEqual(['offline', 'ticket_used'])
})

it('waits as long as the gateway asks, whatever wakes it', async () => {
  const accepted: number[] = []
  onAccept = (socket) => {
    accepted.push(performance.now())
    if (accepted.length > 1) return welcome(socket)
    frame(socket, { type: 'bye', code: 'too_many_sockets', message: 'Many.', retryable: true, retryAfterMs: 9_000 })
    socket.close(4030)
  }
  link.connect()
  await reached('offline')
  wake()
  await reached('online')
  const [first = 0, second = 0] = accepted
  expect(second - first).toBeGreaterThanOrEqual(9_000 / SPEED - 1)
})

it('tries at once when the page wakes', async () => {
  let isDown = true
  admit = async () => {
    if (isDown) throw new Error('no network')
    return { url, ticket: 't' }
  }
  link.connect()
  await reached('offline', 3)
  isDown = false
  wake()
  await reached('online')
})

it('is offline as soon as the network is gone, though its socket stays open', async () => {
  const heard: string[] = []
  onAccept = (socket) => {
    welcome(socket)
    socket.on('message', (data) => heard.push(String(data)))
  }
  let isDown = false
  admit = async () => {
    if (isDown) throw new Error('no network')
    return { url, ticket: 't' }
  }
  link.connect()
  await reached('online')
  isDown = true
  goOffline()
  expect(states.at(-1)).toEqual(['offline', 'network'])
  expect(link.send({ type: 'send' })).toBe(false)
  // The page may say so again, and each try that fails is known to be one.
  goOffline()
  await reached('offline', 3)
  isDown = false
  wake()
  await reached('online', 2)
  // The other end hears it a moment after this one is welcomed.
  await vi.waitFor(() => expect(heard).toEqual(['{"type":"hello"}', '{"type":"hello"}']))
})

it('does not come back by what the page says once it was ended', async () => {
  link.connect()
  await reached('online')
  const late = goOffline
  link.close()
  late()
  goOffline()
  await new Promise((next) => setTimeout(next, 100))
  expect(states.at(-1)).toEqual(['idle', undefined])
})

it('is refused when no ticket is given for good', async () => {
  admit = async () => {
    throw new BatonError(refusal('origin_forbidden', 'This site may not open the widget.'))
  }
  link.connect()
  await reached('refused')
  expect(states.at(-1)).toEqual(['refused', 'origin_forbidden'])
})

it('ends quietly, and starts again when asked to', async () => {
  link.connect()
  await reached('online')
  link.close()
  expect(states.at(-1)).toEqual(['idle', undefined])
  link.connect()
  await reached('online', 2)
})
