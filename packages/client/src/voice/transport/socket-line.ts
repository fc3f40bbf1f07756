import {
  type AudioFrame,
  type CallClientFrame,
  type CallServerFrame,
  decodeAudio,
  encodeAudio,
  isFinalClose,
  SUBPROTOCOL,
  TICKET_PREFIX,
} from '@baton/protocol/wire'
import { createEmitter, type Emitter } from '../../emitter.ts'
import type { LineState, TransportAddress, TransportEvents } from './transport.ts'

const PING_MS = 1000
/** A call that hears nothing for so long is better begun again. */
const DEAD_MS = 4000
/** The socket tells what waits in bytes. */
const PCM_BYTES_PER_MS = 32
/** Told by us, not by the gateway. */
const GONE = 4000

interface SocketEvents extends TransportEvents {
  audio: AudioFrame
  /** Once a second. */
  state: LineState
}

export interface SocketLine {
  on: Emitter<SocketEvents>['on']
  /** Of audio that waits to leave. */
  readonly waitingMs: number
  sendAudio(frame: AudioFrame): void
  send(frame: CallClientFrame): void
  /** Resolves when what was sent has left. */
  close(): Promise<void>
}

/** A call over a WebSocket: audio in binary frames, everything else in JSON. */
export function openSocket({ url, ticket }: TransportAddress): SocketLine {
  const emitter = createEmitter<SocketEvents>()
  const socket = new WebSocket(url, [SUBPROTOCOL, TICKET_PREFIX + ticket])
  socket.binaryType = 'arraybuffer'
  let rttMs: number | null = null
  let clockOffsetMs = 0
  let heardAt = performance.now()
  let isOver = false

  const pings = setInterval(() => {
    if (performance.now() - heardAt > DEAD_MS) return over(GONE)
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'ping', t0: performance.now() }))
    emitter.emit('state', { rttMs, clockOffsetMs, waitingMs: waitingMs() })
  }, PING_MS)

  const waitingMs = (): number => socket.bufferedAmount / PCM_BYTES_PER_MS

  function over(code: number): void {
    if (isOver) return
    isOver = true
    clearInterval(pings)
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
    emitter.emit('closed', { isFinal: isFinalClose(code), code })
  }

  socket.onopen = () => emitter.emit('open', undefined)
  socket.onclose = ({ code }) => over(code)
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    heardAt = performance.now()
    if (typeof data !== 'string') {
      const frame = decodeAudio(data)
      if (frame) emitter.emit('audio', frame)
      return
    }
    const frame = parse(data)
    if (frame?.type === 'pong') measured(frame)
    else if (frame) emitter.emit('control', frame)
  }

  /** The nearest of what was measured counts most: the rest waited somewhere. */
  function measured({ t0, t1 }: Extract<CallServerFrame, { type: 'pong' }>): void {
    const rtt = heardAt - t0
    if (rttMs === null || rtt <= rttMs) clockOffsetMs = t1 + rtt / 2 - Date.now()
    rttMs = rttMs === null ? rtt : rttMs + (rtt - rttMs) / 4
  }

  return {
    on: emitter.on,
    get waitingMs() {
      return waitingMs()
    },
    sendAudio(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeAudio(frame))
    },
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
    },
    close() {
      isOver = true
      clearInterval(pings)
      socket.onopen = socket.onmessage = null
      if (socket.readyState === WebSocket.CLOSED) return Promise.resolve()
      socket.close()
      return new Promise((resolve) => {
        socket.onclose = () => resolve()
      })
    },
  }
}

function parse(text: string): CallServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as CallServerFrame) : null
  } catch {
    // Not JSON, so not a frame of this protocol: ignored like an unknown type.
    return null
  }
}
