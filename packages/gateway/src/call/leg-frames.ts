import {
  type AgentFace,
  type AudioFrame,
  CALL_LIMITS,
  type CallClientFrame,
  CLOSE,
  CODECS,
  callClientFrame,
  type DtmfKey,
  decodeAudio,
  encodeAudio,
  PCM_RATE,
  retracked,
} from '@baton/protocol'
import { heardBy, holdsSession, isListenedTo, type Standing } from '@baton/relay/call'
import { bytesOf } from '@baton/sound/pcm'
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
  record(who: 'customer' | AgentFace, samples: Int16Array): void
  consent(leg: Leg, granted: boolean): void
  /** An agent has heard what they are told about the customer, or wants to go on without. */
  endWhisper(leg: Leg): void
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
    const isTaken = frame?.codec === 'pcm16' || (frame?.codec === 'opus' && leg.takesOpus)
    if (!frame || !isTaken || !leg.follows(frame)) return metrics.callFrames.add('dropped')
    if (frame.kind !== 'audio') return this.#relay(leg, frame, data, null)
    const samples = frame.codec === 'opus' ? leg.understand(frame.payload) : pcmOf(frame)
    if (!samples) return metrics.callFrames.add('dropped')
    this.#relay(leg, frame, data, samples)
  }

  /** To whoever hears them, as it came where that is understood; and to those who listen for the session. */
  #relay(leg: Leg, frame: AudioFrame, data: ArrayBuffer, samples: Int16Array | null): void {
    const { legs } = this.#hub
    const { lines } = legs
    const standing = this.#hub.standing()
    const seat = legs.seatOf(leg)
    const to = seat ? heardBy(standing, lines, seat) : []
    metrics.callFrames.add(to.length > 0 ? 'relayed' : 'unheard')
    const relayed = seat && seat !== leg.who ? retracked(data, seat) : data
    const mustDecode = samples !== null && frame.codec !== 'pcm16' && to.some((each) => legs[each]?.takesOpus === false)
    const asPcm = seat && mustDecode ? pcmFrame({ ...frame, track: seat }, samples) : relayed
    for (const each of to) legs[each]?.sendAudio(legs[each].takesOpus ? relayed : asPcm)
    if (!seat || seat === 'supervisor' || !samples || !isListenedTo(standing, lines, seat)) return
    const who = seat === 'customer' ? seat : leg.face
    this.#hub.record(who, samples)
    this.#hub.talk().heard(who, samples, leg.speech(frame))
  }

  #control(leg: Leg, frame: CallClientFrame): void {
    switch (frame.type) {
      case 'hello':
        return leg.fault('frame_malformed', 'hello')
      case 'ping':
        return leg.send({ type: 'pong', t0: frame.t0, t1: Date.now() })
      case 'mute':
        leg.muted = frame.on
        this.#hub.endWhisper(leg)
        return this.#hub.changed()
      case 'hold':
        return this.#hold(leg, frame.on)
      case 'stats':
        metrics.callRoundTrips.observe(frame.rttMs / 1_000)
        return metrics.callConcealed.observe(frame.concealed)
      case 'end':
        return this.#hub.hangUp(leg)
      case 'consent':
        if (leg.who !== 'customer') return leg.fault('forbidden', frame.type)
        return this.#hub.consent(leg, frame.granted)
      case 'dtmf':
        return leg.who === 'customer' ? this.#pressed(frame.key) : this.#press(leg, frame.key)
      case 'stay':
        if (leg.who !== 'agent' || !holdsSession(this.#hub.standing(), leg)) return leg.fault('not_holder', frame.type)
        leg.stays = frame.on
        return
      case 'played':
        if (leg.who !== 'customer') return this.#hub.endWhisper(leg)
        return this.#hub.talk().played(frame.gen, frame.playedMs, frame.whole)
      default:
        return leg.who === 'customer' ? this.#ofCustomer(frame) : leg.fault('forbidden', frame.type)
    }
  }

  /** What one of two agents has put on hold, either takes up again. */
  #hold(leg: Leg, on: boolean): void {
    if (leg.who === 'supervisor') return leg.fault('forbidden', 'hold')
    leg.held = on
    if (leg.who === 'agent') {
      this.#hub.endWhisper(leg)
      if (!on) for (const other of this.#hub.legs.all()) if (other.who === 'agent') other.held = false
    }
    this.#hub.changed()
  }

  #pressed(key: DtmfKey): void {
    if (key === '0') this.#hub.requestPerson()
    this.#hub.talk().dtmf(key)
  }

  /** An agent presses a key of the customer's telephone; while they are told about them, any key is to go on. */
  #press(leg: Leg, key: DtmfKey): void {
    if (leg.isBriefed) return this.#hub.endWhisper(leg)
    const { legs } = this.#hub
    const seat = legs.seatOf(leg)
    if (!(seat === 'colleague' || (leg.who === 'agent' && holdsSession(this.#hub.standing(), leg))))
      return leg.fault('not_holder', 'dtmf')
    if (!legs.customer?.isOpen || !legs.customer.takesKeys) return leg.fault('no_keypad', 'dtmf')
    legs.customer.send({ type: 'dtmf', key })
  }

  #ofCustomer(frame: Extract<CallClientFrame, { type: 'barge' | 'heard' }>): void {
    const talk = this.#hub.talk()
    switch (frame.type) {
      case 'barge':
        return talk.bargedIn(frame.gen, frame.playedMs)
      case 'heard': {
        const { turn, text, final, startMs, endMs } = frame
        if (!isListenedTo(this.#hub.standing(), this.#hub.legs.lines, 'customer')) return
        return talk.understood({ turn, text, final, startMs, endMs })
      }
    }
  }
}

const pcmOf = ({ payload: { buffer, byteOffset, byteLength } }: AudioFrame): Int16Array =>
  new Int16Array(buffer, byteOffset, byteLength >> 1)

/** The same in what everybody understands. */
const pcmFrame = (frame: AudioFrame, samples: Int16Array): ArrayBuffer =>
  encodeAudio({
    ...frame,
    codec: 'pcm16',
    ts: Math.round((frame.ts * PCM_RATE) / CODECS[frame.codec].rate),
    payload: bytesOf(samples),
  })

/** UTF-8 needs at most three bytes per UTF-16 unit, so most frames are told without encoding them. */
function sizeOf(data: string | ArrayBuffer): number {
  if (typeof data !== 'string') return data.byteLength
  return data.length * 3 <= CALL_LIMITS.frameBytes ? data.length : new TextEncoder().encode(data).byteLength
}
