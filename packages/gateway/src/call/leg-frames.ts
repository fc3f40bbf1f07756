import { CALL_LIMITS, type CallClientFrame, CLOSE, callClientFrame, decodeAudio } from '@baton/protocol'
import { hearEachOther, isListenedTo, type Standing } from '@baton/relay/call'
import { parseFrame } from '../durable/parse-frame.ts'
import { metrics } from '../metrics/metrics.ts'
import { type Leg, refuse } from './leg.ts'
import type { Legs } from './legs.ts'
import type { Talk } from './talk.ts'

/** What comes in by a line asks this of its call. */
interface Hub {
  readonly legs: Legs
  standing(): Standing
  talk(): Talk
  changed(): void
  requestPerson(): void
  /** What somebody says who is listened to. */
  record(track: Leg['who'], samples: Int16Array): void
  consent(leg: Leg, granted: boolean): void
  hangUp(leg: Leg): void
}

/** What comes in by the lines of a call: audio is relayed and listened to, the rest does what it says. */
export class LegFrames {
  readonly #hub: Hub

  constructor(hub: Hub) {
    this.#hub = hub
  }

  receive(leg: Leg, data: string | ArrayBuffer): void {
    const counted = leg.count(Date.now())
    if (counted !== 'taken') {
      metrics.callFrames.add('dropped')
      if (counted === 'flood') this.#sendAway(leg, 'rate_limited', CLOSE.rateLimited)
      return
    }
    if (sizeOf(data) > CALL_LIMITS.frameBytes) return this.#sendAway(leg, 'frame_too_large', CLOSE.frameTooLarge)
    if (typeof data !== 'string') return this.#audio(leg, data)
    const parsed = parseFrame(callClientFrame, data)
    if (parsed.ok) this.#control(leg, parsed.frame)
    else leg.fault(parsed.code, parsed.of)
  }

  #sendAway(leg: Leg, ...why: ['rate_limited' | 'frame_too_large', (typeof CLOSE)['rateLimited' | 'frameTooLarge']]) {
    refuse(leg.socket, ...why)
    leg.drop(Date.now())
    this.#hub.changed()
  }

  #audio(leg: Leg, data: ArrayBuffer): void {
    const frame = decodeAudio(data)
    if (frame?.codec !== 'pcm16' || !leg.follows(frame)) return metrics.callFrames.add('dropped')
    const { legs } = this.#hub
    const { lines } = legs
    const standing = this.#hub.standing()
    const from = leg.who
    // An agent beside the one who holds the session is heard by nobody.
    const isAside = from === 'agent' && leg !== lines.agent
    const isRelayed = !isAside && hearEachOther(standing, lines, from)
    metrics.callFrames.add(isRelayed ? 'relayed' : 'unheard')
    if (isRelayed) (from === 'customer' ? legs.agent : legs.customer)?.sendAudio(data)
    if (isAside || frame.kind !== 'audio' || !isListenedTo(standing, lines, from)) return
    const { buffer, byteOffset, byteLength } = frame.payload
    const samples = new Int16Array(buffer, byteOffset, byteLength >> 1)
    this.#hub.record(from, samples)
    this.#hub.talk().heard(from, samples, leg.speech(frame))
  }

  #control(leg: Leg, frame: CallClientFrame): void {
    switch (frame.type) {
      case 'hello':
        return leg.fault('frame_malformed', 'hello')
      case 'ping':
        return leg.send({ type: 'pong', t0: frame.t0, t1: Date.now() })
      case 'mute':
        leg.muted = frame.on
        return this.#hub.changed()
      case 'hold':
        leg.held = frame.on
        return this.#hub.changed()
      case 'stats':
        metrics.callRoundTrips.observe(frame.rttMs / 1_000)
        return metrics.callConcealed.observe(frame.concealed)
      case 'end':
        return this.#hub.hangUp(leg)
      case 'consent':
        if (leg.who !== 'customer') return leg.fault('forbidden', frame.type)
        return this.#hub.consent(leg, frame.granted)
      default:
        return leg.who === 'customer' ? this.#ofCustomer(frame) : leg.fault('forbidden', frame.type)
    }
  }

  #ofCustomer(frame: Extract<CallClientFrame, { type: 'dtmf' | 'barge' | 'played' | 'heard' }>): void {
    const talk = this.#hub.talk()
    switch (frame.type) {
      case 'dtmf':
        if (frame.key === '0') this.#hub.requestPerson()
        return talk.dtmf(frame.key)
      case 'barge':
        return talk.bargedIn(frame.gen, frame.playedMs)
      case 'played':
        return talk.played(frame.gen, frame.playedMs, frame.whole)
      case 'heard': {
        const { turn, text, final, startMs, endMs } = frame
        if (!isListenedTo(this.#hub.standing(), this.#hub.legs.lines, 'customer')) return
        return talk.understood({ turn, text, final, startMs, endMs })
      }
    }
  }
}

/** UTF-8 needs at most three bytes per UTF-16 unit, so most frames are told without encoding them. */
function sizeOf(data: string | ArrayBuffer): number {
  if (typeof data !== 'string') return data.byteLength
  return data.length * 3 <= CALL_LIMITS.frameBytes ? data.length : new TextEncoder().encode(data).byteLength
}
