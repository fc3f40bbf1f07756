import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { AudioFrame, CallClientFrame, CallServerFrame, Track } from '@baton/protocol/wire'
import {
  AUDIO_FLAGS,
  CALL_LIMITS,
  decodeAudio,
  encodeAudio,
  FRAME_MS,
  FRAME_SAMPLES,
  SUBPROTOCOL,
  TICKET_PREFIX,
} from '@baton/protocol/wire'
import { bytesOf } from '@baton/sound/pcm'
import { type WebSocket, WebSocketServer } from 'ws'
import { otherSound } from './signals.ts'

const SOUND = otherSound()

export interface HeardFrame extends Pick<AudioFrame, 'seq' | 'ts' | 'kind' | 'codec' | 'flags'> {
  at: number
  bytes: number
  samples: number[]
}

/** A call as the gateway holds it, as far as a client can tell. Its tests say what happens in it. */
class RelayCall {
  readonly id: string
  readonly #sent = new Map<Track, number>()
  #socket: WebSocket | null = null
  #isKnown = false
  #talk: ReturnType<typeof setInterval> | undefined
  #stalledUntil = 0
  #echo: Track | null = null
  frames: HeardFrame[] = []
  controls: (CallClientFrame & { at: number })[] = []

  constructor(id: string) {
    this.id = id
  }

  join(socket: WebSocket): void {
    this.#socket = socket
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary)
        this.#heard(decodeAudio(data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer))
      else this.#told(JSON.parse(String(data)))
    })
  }

  /** Says what the other side says: in step with the clock, or the whole at once. */
  say(track: Track, gen: number, ms: number, atOnce: boolean): void {
    clearInterval(this.#talk)
    const first = this.#sent.get(track) ?? 0
    const frames = ms / FRAME_MS
    const began = performance.now()
    let sent = 0
    const step = () => {
      const now = performance.now()
      if (now < this.#stalledUntil) return
      const due = atOnce ? frames : Math.min(frames, Math.floor((now - began) / FRAME_MS) + 1)
      for (; sent < due; sent += 1)
        this.#frame(track, gen, first + sent, { isFirst: sent === 0, isLast: sent === frames - 1 })
      this.#sent.set(track, first + sent)
      if (sent === frames) clearInterval(this.#talk)
    }
    this.#talk = setInterval(step, 5)
    step()
  }

  /** What is heard from now on is said by somebody else, too, as it came. */
  echo(track: Track): void {
    this.#echo = track
  }

  stall(ms: number): void {
    this.#stalledUntil = performance.now() + ms
  }

  send(frame: CallServerFrame): void {
    this.#socket?.send(JSON.stringify(frame))
  }

  kill(): void {
    this.#socket?.terminate()
  }

  /** As an object that was gone in between: a line that comes again is another to it. */
  forget(): void {
    this.#isKnown = false
    this.#sent.clear()
    this.kill()
  }

  #frame(track: Track, gen: number, n: number, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): void {
    const start = (n * FRAME_SAMPLES) % SOUND.length
    const frame: AudioFrame = {
      kind: 'audio',
      codec: 'pcm16',
      track,
      gen,
      flags: (isFirst ? AUDIO_FLAGS.start : 0) | (isLast ? AUDIO_FLAGS.end : 0),
      seq: n & 0xffff,
      level: 160,
      ts: n * FRAME_SAMPLES,
      payload: bytesOf(SOUND.subarray(start, start + FRAME_SAMPLES)),
    }
    if (this.#socket?.readyState === 1) this.#socket.send(encodeAudio(frame))
  }

  #heard(frame: AudioFrame | null): void {
    if (!frame) return
    const { seq, ts, kind, codec, flags, payload } = frame
    const bytes = payload.byteLength
    const isPcm = codec === 'pcm16'
    const samples = isPcm ? Array.from(new Int16Array(payload.buffer, payload.byteOffset, bytes / 2)) : []
    this.frames.push({ seq, ts, kind, codec, flags, at: performance.now(), bytes, samples })
    if (this.#echo) this.#socket?.send(encodeAudio({ ...frame, track: this.#echo }))
  }

  #told(frame: CallClientFrame): void {
    if (frame.type === 'ping') return this.send({ type: 'pong', t0: frame.t0, t1: Date.now() })
    this.controls.push({ ...frame, at: performance.now() })
    if (frame.type !== 'hello') return
    const resumed = this.#isKnown && frame.resume === `resume ${this.id}`
    this.#isKnown = true
    this.send({
      type: 'welcome',
      v: 1,
      call: this.id,
      you: 'customer',
      direction: 'in',
      resume: `resume ${this.id}`,
      resumeMs: CALL_LIMITS.resumeMs,
      resumed,
      codecs: ['pcm16', 'opus'],
      recognises: 'gateway',
      speaks: 'gateway',
      locale: 'en',
      startedAt: Date.now(),
      now: Date.now(),
    })
    this.send({ type: 'state', phase: 'bot', fence: 1, agent: null, muted: false })
  }
}

interface Context {
  path: string
  set(header: string, value: string): void
  URL: URL
}

/** For the test server: a gateway's part in calls. The ticket is the call's name; tests ask over HTTP for what happens. */
export function voiceRelay() {
  const calls = new Map<string, RelayCall>()
  const callOf = (id: string): RelayCall => {
    const call = calls.get(id) ?? new RelayCall(id)
    calls.set(id, call)
    return call
  }
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => SUBPROTOCOL })
  server.on('connection', (socket, request) => {
    const [, ticket = ''] = request.headers['sec-websocket-protocol']?.split(TICKET_PREFIX) ?? []
    callOf(ticket).join(socket)
  })

  async function answer({ searchParams }: URL): Promise<unknown> {
    const call = callOf(searchParams.get('call') ?? '')
    const number = (name: string) => Number(searchParams.get(name) ?? 0)
    switch (searchParams.get('do')) {
      case 'address':
        if (!server.address()) await once(server, 'listening')
        return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/session`
      case 'say':
        return call.say(searchParams.get('track') as Track, number('gen'), number('ms'), searchParams.has('at-once'))
      case 'echo':
        return call.echo(searchParams.get('track') as Track)
      case 'stall':
        return call.stall(number('ms'))
      case 'kill':
        return call.kill()
      case 'forget':
        return call.forget()
      case 'send':
        return call.send(JSON.parse(searchParams.get('frame') ?? ''))
      case 'received':
        return { frames: call.frames, controls: call.controls, now: performance.now() }
    }
  }

  return {
    name: 'voice-relay',
    async serve(context: Context) {
      if (context.path === '/testing/voice/strict') {
        context.set('content-security-policy', "default-src 'none'; script-src 'self'")
        return { body: '<!doctype html><title>Strict</title>', type: 'html' }
      }
      if (context.path !== '/testing/voice') return undefined
      return { body: JSON.stringify((await answer(context.URL)) ?? null), type: 'json' }
    },
    serverStop: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
