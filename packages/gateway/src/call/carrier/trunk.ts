import { type CallServerFrame, decodeAudio, encodeAudio } from '@baton/protocol'
import { parseJson } from '../../durable/parse-json.ts'
import type { CarrierStart, Dialect } from './dialect.ts'
import { type TelephoneTurn, telephone } from './telephone.ts'

/** Nothing else is said on a stream that has not begun by then. */
const START_MS = 10_000
/** Two seconds of frames: a call that takes longer to open misses what was said first. */
const WAITING = 100

export interface Trunk {
  /** The carrier's socket, not yet accepted. */
  carrier: WebSocket
  dialect: Dialect
  /** The customer's line of the call this stream is for, not yet accepted; null when it is for none. */
  open(start: CarrierStart): Promise<WebSocket | null>
}

/** Joins a carrier's media stream to a call, until either hangs up: to the call it is one more customer's client. */
export function joinTelephone({ carrier, dialect, open }: Trunk): void {
  const phone = telephone(dialect)
  const waiting: (string | ArrayBuffer)[] = []
  let call: WebSocket | null = null
  let isOver = false

  const up = (frame: string | ArrayBuffer): void => {
    if (call?.readyState === WebSocket.OPEN) call.send(frame)
    else if (!call && waiting.length < WAITING) waiting.push(frame)
  }
  const over = (): void => {
    isOver = true
    clearTimeout(patience)
    close(carrier)
    if (call) close(call)
  }
  const take = ({ frames, messages, start, isOver: isEnd }: TelephoneTurn): void => {
    for (const frame of frames) up('kind' in frame ? encodeAudio(frame) : JSON.stringify(frame))
    for (const message of messages) if (carrier.readyState === WebSocket.OPEN) carrier.send(message)
    if (start) void connect(start)
    if (isEnd) over()
  }
  const heard = (data: string | ArrayBuffer): void => {
    const frame = typeof data === 'string' ? (parseJson(data) as CallServerFrame) : decodeAudio(data)
    if (frame) take(phone.toCarrier(frame, Date.now()))
  }
  const connect = async (start: CarrierStart): Promise<void> => {
    clearTimeout(patience)
    const socket = await open(start).catch(() => null)
    if (!socket) return over()
    call = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => heard(data as string | ArrayBuffer))
    socket.addEventListener('close', over)
    socket.addEventListener('error', over)
    socket.accept()
    for (const frame of waiting.splice(0)) socket.send(frame)
    // They hung up while it was being opened.
    if (isOver) close(socket)
  }

  const patience = setTimeout(over, START_MS)
  carrier.binaryType = 'arraybuffer'
  carrier.addEventListener('message', ({ data }) => take(phone.fromCarrier(data as string | ArrayBuffer, Date.now())))
  const gone = (): void => {
    if (!isOver) up(JSON.stringify({ type: 'end' }))
    over()
  }
  carrier.addEventListener('close', gone)
  carrier.addEventListener('error', gone)
  carrier.accept()
}

function close(socket: WebSocket): void {
  if (socket.readyState === WebSocket.OPEN) socket.close(1000)
}
