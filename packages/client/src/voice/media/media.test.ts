import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type AudioFrame, decodeAudio, encodeAudio, FRAME_SAMPLES, SUBPROTOCOL } from '@baton/protocol/wire'
import { afterEach, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createMedia } from './media.ts'
import type { MediaNews, MediaOrder } from './media-orders.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A gateway that takes any line, media with a microphone and a loudspeaker, and what comes at each end. */
async function aStage() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => SUBPROTOCOL })
  await once(server, 'listening')
  const sockets: WebSocket[] = []
  const sent: AudioFrame[][] = []
  server.on('connection', (socket) => {
    const frames: AudioFrame[] = []
    sockets.push(socket)
    sent.push(frames)
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const frame = isBinary ? decodeAudio(Uint8Array.from(data).buffer) : null
      if (frame) frames.push(frame)
    })
  })
  const [microphone, loudspeaker] = [new MessageChannel(), new MessageChannel()]
  const played: { ts: number; samples: Float32Array }[] = []
  loudspeaker.port2.onmessage = ({ data }) => played.push(data)
  const news: MediaNews[] = []
  const order: (order: MediaOrder) => void = createMedia((each) => news.push(each))
  order({ kind: 'begin', track: 'customer', capture: microphone.port2, player: loudspeaker.port1 })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  closers.push(() => {
    order({ kind: 'end' })
    for (const port of [microphone.port1, loudspeaker.port2]) port.close()
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  const told = (kind: MediaNews['kind'], line: number) =>
    expect.poll(() => news.some((each) => each.kind === kind && 'line' in each && each.line === line)).toBe(true)
  return {
    order,
    news,
    sent,
    sockets,
    played,
    told,
    /** The gateway has it, and so has the media. */
    async open(line: number) {
      order({ kind: 'open', line, url, ticket: 'ticket' })
      await told('open', line)
    },
    async welcome(line: number) {
      sockets[line - 1]?.send(WELCOME)
      await told('control', line)
    },
    speak(...values: number[]) {
      for (const value of values)
        microphone.port1.postMessage({ samples: new Int16Array(FRAME_SAMPLES).fill(value), level: -20, speech: true })
    },
  }
}

const WELCOME = JSON.stringify({ type: 'welcome', resumed: true })

const valuesOf = (frames: readonly AudioFrame[] | undefined) =>
  (frames ?? []).map(({ payload }) => new Int16Array(payload.slice().buffer)[0])

const frame = (seq: number): ArrayBuffer =>
  encodeAudio({
    kind: 'audio',
    codec: 'pcm16',
    track: 'agent',
    flags: 0,
    gen: 0,
    seq,
    level: 100,
    ts: seq * FRAME_SAMPLES,
    payload: new Uint8Array(FRAME_SAMPLES * 2),
  })

test('what is said before a line is welcomed leaves when it is', async () => {
  const { open, welcome, speak, sent } = await aStage()
  await open(1)
  speak(1, 2)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(sent[0]).toEqual([])
  await welcome(1)
  speak(3)
  await expect.poll(() => valuesOf(sent[0])).toEqual([1, 2, 3])
})

test('what is said while the line is down leaves by the next, counted on', async () => {
  const { open, welcome, speak, sent, sockets, told } = await aStage()
  await open(1)
  await welcome(1)
  speak(1)
  await expect.poll(() => valuesOf(sent[0])).toEqual([1])
  sockets[0]?.terminate()
  await told('closed', 1)
  speak(2, 3)
  await open(2)
  await welcome(2)
  speak(4)
  await expect.poll(() => valuesOf(sent[1])).toEqual([2, 3, 4])
  expect(sent.flat().map(({ seq }) => seq)).toEqual([0, 1, 2, 3])
})

test('silent, it sends a sign of life and no sound', async () => {
  const { order, open, welcome, speak, sent } = await aStage()
  await open(1)
  await welcome(1)
  order({ kind: 'silent', on: true })
  speak(1, 2, 3)
  await expect.poll(() => sent[0]?.map(({ kind, payload }) => [kind, payload.length])).toEqual([['comfort', 0]])
})

test('what follows the welcome is heard, of no other line, and what comes twice once', async () => {
  const { order, open, played, sockets } = await aStage()
  await open(1)
  await open(2)
  sockets[1]?.send(frame(9))
  sockets[0]?.send(WELCOME)
  for (const seq of [0, 1, 1, 0, 2]) sockets[0]?.send(frame(seq))
  await expect.poll(() => played.map(({ ts }) => ts / FRAME_SAMPLES)).toEqual([0, 1, 2])
  order({ kind: 'restart' })
  sockets[0]?.send(frame(0))
  await expect.poll(() => played.map(({ ts }) => ts / FRAME_SAMPLES)).toEqual([0, 1, 2, 0])
})

test('ended, it leaves no line open', async () => {
  const { order, open, sockets } = await aStage()
  await open(1)
  const closed = once(sockets[0] as WebSocket, 'close')
  order({ kind: 'send', line: 1, frame: { type: 'end' } })
  const said = once(sockets[0] as WebSocket, 'message')
  order({ kind: 'end' })
  expect(String((await said)[0])).toBe('{"type":"end"}')
  await closed
})
