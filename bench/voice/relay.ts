import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  type CallServerFrame,
  decodeAudio,
  encodeAudio,
  FRAME_MS,
  FRAME_SAMPLES,
  type ServerFrame,
  type Track,
} from '@baton/protocol'
import { WebSocket } from 'ws'
import type { FrameSocket } from '../baton/frames.ts'
import { type House, openHouse } from '../baton/house.ts'
import { enter, type Promoted, promote, seatsFor, takeSeats } from '../baton/promoted.ts'
import { inTurns, percentile, sleep, within } from '../numbers.ts'
import { cpuMs } from '../process-load.ts'
import { held, type Row, told } from '../row.ts'

const CALLS = 50
const WARM_UP_MS = 3_000
const MEASURED_MS = 15_000
/** A line on which nothing comes is taken for gone; a page says so often that it is there. */
const PING_MS = 1_000
/** What is under way when the speaking ends is waited for. */
const SETTLE_MS = 2_000
const ANSWER_MS = 10_000

/** One participant of a call: sends a frame every 20 ms, and hears the other's. */
class Speaker {
  readonly times: number[] = []
  sent = 0
  heard = 0
  readonly #socket: WebSocket
  readonly #track: Exclude<Track, 'bot'>
  readonly #payload = new Uint8Array(FRAME_SAMPLES * 2)
  #seq = 0
  readonly #beat: NodeJS.Timeout

  private constructor(socket: WebSocket, track: Exclude<Track, 'bot'>) {
    this.#socket = socket
    this.#track = track
    this.#beat = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping","t0":0}')
    }, PING_MS)
  }

  /** On the line, and told that both hear each other. */
  static async join(house: House, session: FrameSocket<ServerFrame>, who: 'customer' | 'agent'): Promise<Speaker> {
    const answer = session.next('call')
    session.send({ type: 'call', req: 1, do: who === 'customer' ? 'start' : 'join' })
    const { ticket } = await within(ANSWER_MS, 'a ticket for a call', answer)
    const socket = new WebSocket(`${house.url.replace('http', 'ws')}/v1/call`, ['baton.v1', `ticket.${ticket}`], {
      origin: who === 'customer' ? house.origin : house.url,
      perMessageDeflate: false,
    })
    socket.binaryType = 'arraybuffer'
    const speaker = new Speaker(socket, who)
    const welcomed = new Promise<void>((resolve, reject) => {
      socket.on('close', (code) => reject(new Error(`the call closed with ${code}`)))
      socket.on('error', reject)
      socket.on('message', (data, isBinary) => {
        if (isBinary) return speaker.#hear(data as ArrayBuffer)
        const frame: CallServerFrame = JSON.parse(Buffer.from(data as ArrayBuffer).toString())
        if (frame.type === 'welcome') resolve()
      })
    })
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', v: 1, codecs: ['pcm16'] })))
    await within(ANSWER_MS, 'a call welcomes', welcomed)
    return speaker
  }

  /** The frame says when it left, on this process's clock. */
  speak(isMeasured: boolean): void {
    new DataView(this.#payload.buffer).setFloat64(0, performance.now())
    this.sent += isMeasured ? 1 : 0
    const ts = this.#seq * FRAME_SAMPLES
    this.#socket.send(
      encodeAudio({
        kind: 'audio',
        codec: 'pcm16',
        track: this.#track,
        flags: isMeasured ? 2 : 0,
        gen: 0,
        seq: this.#seq++ % 2 ** 16,
        level: 0,
        ts,
        payload: this.#payload,
      }),
    )
  }

  #hear(data: ArrayBuffer): void {
    const now = performance.now()
    const frame = decodeAudio(data)
    if (!frame || frame.flags === 0) return
    this.heard += 1
    this.times.push(now - new DataView(frame.payload.buffer, frame.payload.byteOffset).getFloat64(0))
  }

  hangUp(): void {
    clearInterval(this.#beat)
    this.#socket.removeAllListeners('close')
    this.#socket.send(JSON.stringify({ type: 'end' }))
    this.#socket.close()
  }
}

interface Heard {
  times: number[]
  lost: number
  lagP95Ms: number
  serverPercent: number
}

/** From one participant's socket to the other's, through the gateway: what the relay adds to a call, and to each of fifty. */
export async function relayAdded(folder: string): Promise<Row[]> {
  const house = await openHouse({ folder: join(folder, 'voice-relay'), agents: seatsFor(CALLS) })
  const seats = await takeSeats(house, CALLS)
  const sessions: FrameSocket<ServerFrame>[] = []
  try {
    // All before the first call: whoever is on a call is offered nothing.
    const promoted = await inTurns(Array.from({ length: CALLS }), 5, (_, at) => promote(house, seats, `caller-${at}`))
    const calls = await inTurns(promoted, 5, async (each) => {
      const call = await connect(house, each)
      sessions.push(...call.sessions)
      return call.speakers
    })
    const one = await talk(house, calls.slice(0, 1).flat())
    const fifty = await talk(house, calls.flat())
    for (const speaker of calls.flat()) speaker.hangUp()
    return [...rowsOf('1 call', one, '<= 5'), ...rowsOf(`${CALLS} calls`, fifty, '<= 20')]
  } finally {
    for (const session of sessions) session.close()
    for (const seat of seats) seat.leave()
    await house.stop()
  }
}

async function connect(house: House, { customer, agentTicket }: Promoted) {
  const { ticket } = await house.join(customer)
  const [{ socket: page }, { socket: desk }] = await Promise.all([
    enter(house, ticket, house.origin, { tail: 1 }),
    enter(house, agentTicket, house.url, { tail: 1 }),
  ])
  const caller = await Speaker.join(house, page, 'customer')
  const agent = await Speaker.join(house, desk, 'agent')
  return { sessions: [page, desk], speakers: [caller, agent] }
}

/** Everybody speaks at once, each at a moment of their own within the 20 ms. */
async function talk(house: House, speakers: readonly Speaker[]): Promise<Heard> {
  for (const speaker of speakers) Object.assign(speaker, { sent: 0, heard: 0 })
  const begun = performance.now()
  const next = speakers.map((_, at) => begun + (at * FRAME_MS) / speakers.length)
  const lags: number[] = []
  let cpu = 0
  let isMeasured = false
  for (let now = begun; now < begun + WARM_UP_MS + MEASURED_MS; now = performance.now()) {
    if (!isMeasured && now >= begun + WARM_UP_MS) {
      isMeasured = true
      cpu = await cpuMs(house.pid)
    }
    for (const [at, speaker] of speakers.entries()) {
      for (let due = next[at] ?? now; due <= now; due = next[at] ?? Number.POSITIVE_INFINITY) {
        if (isMeasured) lags.push(now - due)
        speaker.speak(isMeasured)
        next[at] = due + FRAME_MS
      }
    }
    await sleep(1)
  }
  const serverMs = (await cpuMs(house.pid)) - cpu
  await sleep(SETTLE_MS)
  const total = (what: (speaker: Speaker) => number): number => speakers.reduce((sum, each) => sum + what(each), 0)
  return {
    times: speakers.flatMap(({ times }) => times.splice(0)),
    lost: total(({ sent }) => sent) - total(({ heard }) => heard),
    lagP95Ms: percentile(lags, 0.95),
    serverPercent: (100 * serverMs) / MEASURED_MS,
  }
}

const rowsOf = (calls: string, { times, lost, lagP95Ms, serverPercent }: Heard, bar: `<= ${number}`): Row[] => [
  held(`relay added p95 ${calls}`, percentile(times, 0.95), 'ms', bar),
  told(`relay added p50 ${calls}`, percentile(times, 0.5), 'ms'),
  told(`relay added p99 ${calls}`, percentile(times, 0.99), 'ms'),
  held(`relay lost frames ${calls}`, lost, 'count', '<= 0'),
  told(`relay speakers' lag p95 ${calls}`, lagP95Ms, 'ms'),
  told(`relay server time ${calls}`, serverPercent, '% of a core'),
]
