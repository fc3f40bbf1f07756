import {
  type AgentFace,
  AUDIO_FLAGS,
  type AudioFrame,
  CALL_LIMITS,
  type CallClientFrame,
  type CallServerFrame,
  type CallTicket,
  type CloseCode,
  type ErrorCode,
  stepsAfter,
} from '@baton/protocol'
import type { Line } from '@baton/relay/call'
import { Rate } from '../durable/rate.ts'
import { problemOf } from '../durable/upgrade.ts'
import { opaque } from '../http/secrets.ts'
import { metrics } from '../metrics/metrics.ts'
import { Libopus16k } from './opus/libopus.ts'

/** What a network that stood still for a moment brings all at once is left out; who goes on like that is sent away. */
const TOO_MANY = 10
const TOO_MANY_MS = 10_000

type Hello = Extract<CallClientFrame, { type: 'hello' }>

/** One participant's line in a call: the socket of the moment, and what outlives it. */
export class Leg implements Line {
  readonly who: CallTicket['role']
  readonly id: string
  readonly face: AgentFace
  /** An agent: to be told whom they will speak with. */
  readonly wantsWhisper: boolean
  /** A telephone: keys can be sent on by it. */
  readonly takesKeys: boolean
  readonly takesOpus: boolean
  /** Whoever has it takes this line up again. */
  readonly token = opaque()
  /** Supervisors listen, until they wish to speak. */
  muted: boolean
  held = false
  /** An agent who stays on the line when they pass the session on. */
  stays = false
  /** They are being told whom they will speak with, and are not bridged yet. */
  isBriefed = false
  /** A customer whom an agent has called, and who is asked first whether the call may be recorded. */
  isAsked = false
  #socket: WebSocket
  #droppedAt: number | null = null
  #heardAt: number
  readonly #rate = new Rate(CALL_LIMITS.framesPerSecond, 1_000)
  readonly #floods = new Rate(TOO_MANY * CALL_LIMITS.framesPerSecond, TOO_MANY_MS)
  #lastSeq: number | null = null
  #hasEars = false
  #opus: Libopus16k | null = null

  constructor(
    { role, participant, name }: Pick<CallTicket, 'role' | 'participant' | 'name'>,
    { whisper, keys, codecs }: Pick<Hello, 'whisper' | 'keys' | 'codecs'>,
    socket: WebSocket,
    now: number,
  ) {
    this.who = role
    this.id = participant
    this.face = { id: participant, name: name ?? '' }
    this.wantsWhisper = role === 'agent' && whisper === true
    this.takesKeys = role === 'customer' && keys === true
    this.takesOpus = codecs.includes('opus')
    this.muted = role === 'supervisor'
    this.#socket = socket
    this.#heardAt = now
  }

  get socket(): WebSocket {
    return this.#socket
  }

  get isOpen(): boolean {
    return this.#droppedAt === null
  }

  /** Since when it is gone; null while it is there. */
  get droppedAt(): number | null {
    return this.#droppedAt
  }

  get heardAt(): number {
    return this.#heardAt
  }

  resume(socket: WebSocket, now: number): void {
    this.#socket = socket
    this.#droppedAt = null
    this.#heardAt = now
  }

  drop(now: number): void {
    this.#droppedAt ??= now
    this.#opus = null
  }

  /** Counts a frame: taken, left out because there are too many, or more of those than anybody needs to send. */
  count(now: number): 'taken' | 'left_out' | 'flood' {
    this.#heardAt = now
    if (this.#rate.take(now) === 0) return 'taken'
    return this.#floods.take(now) === 0 ? 'left_out' : 'flood'
  }

  /** Whether this frame is the sender's own and comes after those before it: what comes twice is heard once. */
  follows({ track, seq }: Pick<AudioFrame, 'track' | 'seq'>): boolean {
    if (track !== this.who || (this.#lastSeq !== null && stepsAfter(seq, this.#lastSeq, 16) <= 0)) return false
    this.#lastSeq = seq
    return true
  }

  /** Whether it is speech, as the sender's own ears have it. Who never said so of anything may have none. */
  speech({ flags }: Pick<AudioFrame, 'flags'>): boolean | undefined {
    const isSpeech = (flags & AUDIO_FLAGS.speech) !== 0
    this.#hasEars ||= isSpeech
    return this.#hasEars ? isSpeech : undefined
  }

  /** What they say in Opus, as PCM; null when it is none. */
  understand(packet: Uint8Array): Int16Array | null {
    this.#opus ??= new Libopus16k()
    return this.#opus.decode(packet)
  }

  send(frame: CallServerFrame): void {
    this.#out(JSON.stringify(frame))
  }

  sendAudio(frame: ArrayBuffer): void {
    this.#out(frame)
  }

  fault(code: ErrorCode, of?: string): void {
    metrics.faults.add(code)
    this.send({ type: 'fault', ...problemOf(code), ...(of !== undefined && { of }) })
  }

  #out(data: string | ArrayBuffer): void {
    if (this.isOpen && this.#socket.readyState === WebSocket.OPEN) this.#socket.send(data)
  }

  close(code: CloseCode, reason: ErrorCode): void {
    closeSocket(this.#socket, code, reason)
    this.drop(this.#heardAt)
  }
}

/** Says why, then closes. */
export function refuse(socket: WebSocket, code: ErrorCode, close: CloseCode): void {
  if (socket.readyState !== WebSocket.OPEN) return
  metrics.byes.add(code)
  socket.send(JSON.stringify({ type: 'bye', ...problemOf(code) } satisfies CallServerFrame))
  socket.close(close, code)
}

function closeSocket(socket: WebSocket, code: CloseCode, reason: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.close(code, reason)
}
