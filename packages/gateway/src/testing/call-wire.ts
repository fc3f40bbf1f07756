import {
  type AudioFrame,
  type CallClientFrame,
  type CallServerFrame,
  decodeAudio,
  encodeAudio,
  FRAME_SAMPLES,
  type Track,
} from '@baton/protocol'
import { call, SHOP } from './a-workspace.ts'
import type { Wire } from './wire.ts'

type FrameOf<T extends CallServerFrame['type']> = Extract<CallServerFrame, { type: T }>
type Hello = Extract<CallClientFrame, { type: 'hello' }>

/** One client's end of a call's socket. */
export class CallWire {
  readonly frames: CallServerFrame[] = []
  readonly audio: AudioFrame[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #socket: WebSocket
  #seq = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.frames.push(JSON.parse(data))
      else {
        const frame = decodeAudio(data as ArrayBuffer)
        if (frame) this.audio.push(frame)
      }
    })
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }))
    })
    socket.accept()
  }

  raw(data: string | ArrayBuffer): void {
    this.#socket.send(data)
  }

  tell(frame: CallClientFrame): void {
    this.raw(JSON.stringify(frame))
  }

  /** Sends one frame of audio whose samples are all `value`, so that it is known again. */
  speak(track: Track, value: number, over: Partial<AudioFrame> = {}): void {
    const payload = new Uint8Array(new Int16Array(FRAME_SAMPLES).fill(value).buffer)
    const seq = this.#seq++
    const said = { kind: 'audio', codec: 'pcm16', track, flags: 0, gen: 0, seq, level: 0, ts: 0, payload } as const
    this.raw(encodeAudio({ ...said, ...over }))
  }

  /** What was heard on a track: the value of each frame's samples. */
  heard(track: Track): number[] {
    return this.audio.filter((frame) => frame.track === track).map(sampleOf)
  }

  close(): void {
    this.#socket.close(1000)
  }

  /** The first frame of this type that fits, waiting for it. Each is given once. */
  async next<T extends CallServerFrame['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
    withinMs = 15_000,
  ): Promise<FrameOf<T>> {
    const end = Date.now() + withinMs
    for (;;) {
      const index = this.frames.findIndex((frame) => frame.type === type && fits(frame as FrameOf<T>))
      if (index >= 0) return this.frames.splice(index, 1)[0] as FrameOf<T>
      if (Date.now() > end) throw new Error(`no ${type} within ${withinMs} ms; got ${JSON.stringify(this.frames)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  phase(phase: FrameOf<'state'>['phase']): Promise<FrameOf<'state'>> {
    return this.next('state', (frame) => frame.phase === phase)
  }

  async hello(
    resume?: string,
    over: Partial<Pick<Hello, 'whisper' | 'keys' | 'codecs'>> = {},
  ): Promise<FrameOf<'welcome'>> {
    this.tell({ type: 'hello', v: 1, codecs: ['pcm16'], ...(resume !== undefined && { resume }), ...over })
    return this.next('welcome')
  }
}

const sampleOf = ({ payload }: AudioFrame): number =>
  new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getInt16(0, true)

let requests = 0

/** Asks for a ticket of the call, as page and desk do; throws the code of a refusal. */
export async function callTicket(wire: Wire, what: 'start' | 'join'): Promise<{ call: string; ticket: string }> {
  const req = ++requests
  wire.tell({ type: 'call', req, do: what })
  const end = Date.now() + 15_000
  for (;;) {
    const at = wire.frames.findIndex((frame) => (frame.type === 'call' || frame.type === 'fault') && frame.req === req)
    const [answer] = at < 0 ? [] : wire.frames.splice(at, 1)
    if (answer?.type === 'call') return answer
    if (answer?.type === 'fault') throw new Error(answer.code)
    if (Date.now() > end) throw new Error('no answer to call')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Opens the socket of a ticket through the Worker's own door. */
export async function openCall(ticket: string, origin = SHOP): Promise<CallWire> {
  const headers = { upgrade: 'websocket', origin, 'sec-websocket-protocol': `baton.v1, ticket.${ticket}` }
  const { webSocket } = await call('/v1/call', { headers })
  if (!webSocket) throw new Error('no socket')
  return new CallWire(webSocket)
}

/** On the line: asks, opens and greets. */
export async function onLine(
  wire: Wire,
  what: 'start' | 'join',
  hello: Parameters<CallWire['hello']>[1] = {},
): Promise<{ line: CallWire; call: string; welcome: FrameOf<'welcome'> }> {
  const { call, ticket } = await callTicket(wire, what)
  const line = await openCall(ticket)
  return { line, call, welcome: await line.hello(undefined, hello) }
}
