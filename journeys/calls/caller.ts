import { askForCall } from '@baton/client/calls'
import {
  type AudioFrame,
  type CallServerFrame,
  decodeAudio,
  encodeAudio,
  FRAME_MS,
  FRAME_SAMPLES,
} from '@baton/protocol'
import { inject } from 'vitest'
import { WebSocket } from 'ws'
import type { Visitor } from '../visitor.ts'

/** A customer's end of a call, without ears or a voice: it hums, and counts what it hears. */
export class Caller {
  readonly frames: CallServerFrame[] = []
  readonly heard: AudioFrame[] = []
  readonly #socket: WebSocket
  #humming: ReturnType<typeof setInterval> | undefined
  #seq = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.on('message', (data, isBinary) => {
      const frame = isBinary && data instanceof ArrayBuffer ? decodeAudio(data) : null
      if (frame) this.heard.push(frame)
      else if (!isBinary) this.frames.push(JSON.parse(Buffer.from(data as ArrayBuffer).toString()))
    })
  }

  static async call({ session }: Visitor): Promise<Caller> {
    const { ticket } = await askForCall(session, 'start')
    const address = inject('product').gateway.replace('http', 'ws')
    const socket = new WebSocket(`${address}/v1/call`, ['baton.v1', `ticket.${ticket}`], {
      origin: inject('product').shop,
    })
    const caller = new Caller(socket)
    await new Promise((opened, failed) => socket.on('open', opened).on('error', failed))
    socket.send(JSON.stringify({ type: 'hello', v: 1, codecs: ['pcm16'] }))
    caller.hum(true)
    return caller
  }

  get phase(): string | undefined {
    return this.state?.phase
  }

  get state(): Extract<CallServerFrame, { type: 'state' }> | undefined {
    return this.frames.findLast((frame) => frame.type === 'state')
  }

  /** Whether they say anything. */
  hum(on: boolean): void {
    clearInterval(this.#humming)
    if (on) this.#humming = setInterval(() => this.#hum(), FRAME_MS)
  }

  agreesToBeRecorded(): void {
    this.#socket.send(JSON.stringify({ type: 'consent', granted: true }))
  }

  #hum(): void {
    const samples = Int16Array.from({ length: FRAME_SAMPLES }, (_, at) => Math.sin(at / 8) * 6_000)
    const payload = new Uint8Array(samples.buffer)
    const place = { seq: this.#seq & 0xffff, ts: this.#seq * FRAME_SAMPLES }
    this.#seq += 1
    this.#socket.send(
      encodeAudio({
        kind: 'audio',
        codec: 'pcm16',
        track: 'customer',
        flags: 0,
        gen: 0,
        level: 120,
        payload,
        ...place,
      }),
    )
  }

  leave(): void {
    clearInterval(this.#humming)
    this.#socket.close()
  }
}
