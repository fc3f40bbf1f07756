import { createRequire } from 'node:module'
import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import type { WebSocket as Socket } from 'ws'
import type { CallOf, Protocol } from './protocol.ts'
import { Speaker } from './speaker.ts'

// The conditions of a test's bundler would choose what `ws` has for browsers, which is nothing.
const { WebSocket } = createRequire(import.meta.url)('ws') as typeof import('ws')

const FRAME_MS = 20
/** Between two keys of somebody who types fast. */
const KEY_MS = 120

export interface CallReport {
  status: 'ringing' | 'answered' | 'ended' | 'busy' | 'missed' | 'failed'
  /** Why it is not as it should be: what was answered or sent that the carrier does not document. */
  problems: string[]
  /** Since the stream began. */
  ms: number
  /** Of what is still to be said into the telephone, and of what is still to be heard from it. */
  sayingMs: number
  waitingMs: number
  /** When what was waiting was thrown away, and how much of it there was. */
  clears: { atMs: number; wastedMs: number }[]
  marks: { name: string; atMs: number; isPlayed: boolean }[]
}

/** Somebody on the telephone, in real time: every 20 ms they say a piece, and hear one. */
export class PhoneCall {
  status: CallReport['status'] = 'ringing'
  readonly problems: string[] = []
  readonly call: CallOf
  readonly #protocol: Protocol
  readonly #speaker = new Speaker()
  readonly #clears: CallReport['clears'] = []
  readonly #marks: CallReport['marks'] = []
  #socket: Socket | undefined
  #saying = new Int16Array(0)
  #keys: string[] = []
  #steps = 0
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  readonly ended: Promise<void>
  #end: () => void = () => {}

  constructor(protocol: Protocol, call: CallOf) {
    this.#protocol = protocol
    this.call = call
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Opens the stream; resolves when it is open. */
  async stream(url: string, parameters: Record<string, string>): Promise<void> {
    const { protocols, headers } = this.#protocol.upgrade(url)
    const socket = new WebSocket(url, protocols, { headers })
    this.#socket = socket
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#told(isBinary ? data : data.toString()))
    // A call whose stream is gone goes on with the next verb, and there is none.
    socket.on('close', () => this.#over('ended'))
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    this.status = 'answered'
    for (const message of this.#protocol.opening(this.call, parameters)) socket.send(message)
    this.#startedAt = performance.now()
    this.#tick()
  }

  say({ rate, samples }: { rate: number; samples: Int16Array }): void {
    const spoken =
      rate === this.#protocol.rate ? samples : toInt16(resampled(toFloat32(samples), rate, this.#protocol.rate))
    const all = new Int16Array(this.#saying.length + spoken.length)
    all.set(this.#saying)
    all.set(spoken, this.#saying.length)
    this.#saying = all
  }

  press(keys: string): void {
    this.#keys.push(...keys)
  }

  hangUp(): void {
    const closing = this.#protocol.closing(this.call)
    if (closing !== null && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(closing)
    this.#over('ended')
  }

  fail(status: CallReport['status'], problem?: string): void {
    if (problem !== undefined) this.problems.push(problem)
    this.#over(status)
  }

  heard(): { rate: number; samples: Int16Array } {
    return { rate: this.#protocol.rate, samples: this.#speaker.heard() }
  }

  report(): CallReport {
    const msOf = (samples: number) => Math.round((samples / this.#protocol.rate) * 1000)
    return {
      status: this.status,
      problems: this.problems,
      ms: this.#steps * FRAME_MS,
      sayingMs: msOf(this.#saying.length),
      waitingMs: msOf(this.#speaker.waiting),
      clears: this.#clears,
      marks: this.#marks,
    }
  }

  #over(status: CallReport['status']): void {
    if (this.status === 'ringing' || this.status === 'answered') this.status = status
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#end()
  }

  /** What is late is made up for at once, so that the clock of the call is that of the wall. */
  #tick(): void {
    if (this.status !== 'answered') return
    while (this.#startedAt + (this.#steps + 1) * FRAME_MS <= performance.now()) this.#step()
    const nextAt = this.#startedAt + (this.#steps + 1) * FRAME_MS
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, nextAt - performance.now()))
  }

  #step(): void {
    const length = (this.#protocol.rate * FRAME_MS) / 1000
    const piece = new Int16Array(length)
    piece.set(this.#saying.subarray(0, length))
    this.#saying = this.#saying.slice(length)
    this.#steps += 1
    this.#socket?.send(this.#protocol.audio(piece))
    if (this.#steps % (KEY_MS / FRAME_MS) === 0) {
      const key = this.#keys.shift()
      if (key !== undefined) this.#socket?.send(this.#protocol.key(key))
    }
    for (const name of this.#speaker.step(length)) this.#marked(name, true)
  }

  #marked(name: string, isPlayed: boolean): void {
    this.#marks.push({ name, isPlayed, atMs: this.#steps * FRAME_MS })
    this.#socket?.send(this.#protocol.marked(name, isPlayed))
  }

  #told(message: string | Uint8Array): void {
    const told = this.#protocol.read(message)
    switch (told.type) {
      case 'audio':
        return this.#speaker.play(told.samples)
      case 'mark':
        return this.#speaker.mark(told.name)
      case 'clear':
        this.#clears.push({ atMs: this.#steps * FRAME_MS, wastedMs: this.report().waitingMs })
        for (const name of this.#speaker.clear()) this.#marked(name, false)
        return
      case 'end':
        return this.#over('ended')
      case 'wrong':
        this.problems.push(told.why)
    }
  }
}
