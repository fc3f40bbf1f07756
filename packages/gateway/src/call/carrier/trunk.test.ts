import { type CallServerFrame, decodeAudio, encodeAudio, FRAME_SAMPLES } from '@baton/protocol'
import { bytesOf } from '@baton/sound/pcm'
import { expect, test, vi } from 'vitest'
import { jambonz } from './jambonz.ts'
import { joinTelephone } from './trunk.ts'

const START = JSON.stringify({ callSid: 'c-1', sampleRate: 16_000, mixType: 'mono', ticket: 't' })
const PIECE = bytesOf(new Int16Array(FRAME_SAMPLES).fill(1000))
const SECONDS = { timeout: 5_000 }

/** The far end of a socket: what came, and whether it was closed. */
function end(socket: WebSocket) {
  const came: (string | ArrayBuffer)[] = []
  const far = { socket, came, isClosed: false, texts: () => came.filter((each) => typeof each === 'string') }
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) => {
    came.push(data as string | ArrayBuffer)
  })
  socket.addEventListener('close', () => {
    far.isClosed = true
  })
  socket.accept()
  return far
}

/** A carrier at one end and a call at the other, which opens when it is told to. */
function joined({ isRefused = false } = {}) {
  const [carrier, ours] = Object.values(new WebSocketPair())
  const [call, line] = Object.values(new WebSocketPair())
  if (!carrier || !ours || !call || !line) throw new Error('a pair is two')
  let opens: (socket: WebSocket | null) => void = () => {}
  const opened = new Promise<WebSocket | null>((resolve) => {
    opens = resolve
  })
  const open = vi.fn(() => opened)
  joinTelephone({ carrier: ours, dialect: jambonz(), open })
  const answer = () => opens(isRefused ? null : line)
  return { carrier: end(carrier), call: end(call), open, answer }
}

const say = (frame: CallServerFrame) => JSON.stringify(frame)

test('what is said while the call is being opened comes after the hello, in order', async () => {
  const { carrier, call, open, answer } = joined()
  carrier.socket.send(START)
  carrier.socket.send(PIECE)
  carrier.socket.send(JSON.stringify({ event: 'dtmf', dtmf: '0' }))
  await expect.poll(() => open.mock.calls, SECONDS).toMatchObject([[{ call: 'c-1', parameters: { ticket: 't' } }]])
  answer()
  await expect.poll(() => call.came.length, SECONDS).toBe(3)
  const [hello, audio, key] = call.came
  expect(JSON.parse(String(hello))).toEqual({ type: 'hello', v: 1, codecs: ['pcm16'], keys: true })
  expect(audio instanceof ArrayBuffer && decodeAudio(audio)).toMatchObject({ track: 'customer', payload: PIECE })
  expect(JSON.parse(String(key))).toEqual({ type: 'dtmf', key: '0' })
})

test('what the call says is played, and silenced', async () => {
  const { carrier, call, answer } = joined()
  carrier.socket.send(START)
  answer()
  await expect.poll(() => call.came.length, SECONDS).toBe(1)
  const header = { kind: 'audio', codec: 'pcm16', track: 'bot', flags: 0, gen: 1, seq: 0, level: 0, ts: 0 } as const
  call.socket.send(encodeAudio({ ...header, payload: PIECE }))
  call.socket.send(say({ type: 'clear', gen: 2 }))
  await expect.poll(() => carrier.came.length, SECONDS).toBe(2)
  expect(new Uint8Array(carrier.came[0] as ArrayBuffer)).toEqual(PIECE)
  expect(carrier.came[1]).toBe('{"type":"killAudio"}')
  await expect.poll(() => call.texts().at(-1), SECONDS).toContain('"played"')
})

test('who hangs up ends the call, and the end of the call hangs up', async () => {
  const gone = joined()
  gone.carrier.socket.send(START)
  gone.answer()
  await expect.poll(() => gone.call.came.length, SECONDS).toBe(1)
  gone.carrier.socket.close(1000)
  await expect.poll(() => gone.call.isClosed, SECONDS).toBe(true)
  expect(gone.call.came.at(-1)).toBe('{"type":"end"}')

  const over = joined()
  over.carrier.socket.send(START)
  over.answer()
  await expect.poll(() => over.call.came.length, SECONDS).toBe(1)
  over.call.socket.send(say({ type: 'state', phase: 'ended', fence: 1, agent: null, muted: false, reason: 'hung_up' }))
  await expect.poll(() => over.carrier.isClosed, SECONDS).toBe(true)
  expect(over.carrier.came).toEqual(['{"type":"disconnect"}'])
})

test('a stream that is for no call is closed', async () => {
  const { carrier, answer } = joined({ isRefused: true })
  carrier.socket.send(START)
  answer()
  await expect.poll(() => carrier.isClosed, SECONDS).toBe(true)
})

test('who hangs up while the call is being opened ends it all the same', async () => {
  const { carrier, call, open, answer } = joined()
  carrier.socket.send(START)
  await expect.poll(() => open.mock.calls.length, SECONDS).toBe(1)
  carrier.socket.close(1000)
  await new Promise((resolve) => setTimeout(resolve, 50))
  answer()
  await expect.poll(() => call.isClosed, SECONDS).toBe(true)
  expect(call.texts().at(-1)).toBe('{"type":"end"}')
})
