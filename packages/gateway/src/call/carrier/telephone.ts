import {
  AUDIO_FLAGS,
  type AudioFrame,
  type CallClientFrame,
  type CallServerFrame,
  type DtmfKey,
  FRAME_MS,
  PCM_RATE,
  stepsAfter,
} from '@baton/protocol'
import { levelToFrame } from '@baton/sound/level'
import { samplesOf, toFloat32, toInt16 } from '@baton/sound/pcm'
import { type Resampler, resampler } from '@baton/sound/resample'
import { dtmfTone, holdTone } from '@baton/sound/tone'
import type { CarrierEvent, CarrierMessage, CarrierStart, Dialect } from './dialect.ts'
import { heardFrames } from './heard-frames.ts'
import { liveVoices } from './live-voices.ts'
import { playout } from './playout.ts'

/** What comes of something that was said on either side. */
export interface TelephoneTurn {
  /** To the call, as if a customer's own client had sent it. */
  frames: (CallClientFrame | AudioFrame)[]
  /** To the carrier, in this order. */
  messages: CarrierMessage[]
  start?: CarrierStart
  /** The socket of the carrier is to be closed after the messages. */
  isOver?: true
}

/**
 * A telephone as a customer's client: what the carrier says becomes frames of a call, and frames become what the carrier
 * plays. It has the ears and the hold tone a client has, and keeps the time of what is played, for which a client has a
 * loudspeaker. It needs no timer: a carrier sends sound every 20 ms, silence too. `now` is milliseconds of one clock.
 */
export interface Telephone {
  fromCarrier(message: string | ArrayBuffer, now: number): TelephoneTurn
  toCarrier(frame: CallServerFrame | AudioFrame, now: number): TelephoneTurn
}

/** A mark that has not come back this long after everything must have been heard does not come any more. */
const MARK_PATIENCE_MS = 1000
/** More than this waits at the carrier: an agent is heard late, so quiet pieces are left out, or any, if it is too much. */
const LATE_MS = 200
const TOO_LATE_MS = 600
const QUIET_LEVEL = levelToFrame(-50)
/** Twice what a machine at the other end needs to know a key. */
const KEY_MS = 160
/** Sent ahead of the hold tone's time, against the network. */
const HOLD_LEAD_MS = 100
/** The tone does not begin between two sentences. */
const PAUSE_MS = 1_000
/** What is played and is no generation of the call. */
const HOLD = -1
const LIVE = -2

export function telephone(dialect: Dialect): Telephone {
  const played = playout()
  /** Generations whose last piece was sent, and whether the carrier says they were heard. */
  const ending = new Map<number, boolean>()
  const voices = liveVoices()
  let cleared: number | undefined
  let line: { heard: (samples: Int16Array) => AudioFrame[]; narrower: Resampler; tone: Int16Array } | undefined
  let toneAt = 0
  let isHeld = false
  /** Waits for a person: the tone is heard, and whatever the bot says meanwhile. */
  let isQueued = false
  let saidAt = Number.NEGATIVE_INFINITY

  /** Generations that have been heard to their end. */
  const heard = (now: number): CallClientFrame[] =>
    [...ending].flatMap(([gen, isMarked]) => {
      // Some carriers send marks back when they get them, so the time has to have passed, too.
      if (now < played.endsAt(gen) + (isMarked ? 0 : MARK_PATIENCE_MS)) return []
      return tell(gen, now, true)
    })

  const tell = (gen: number, now: number, whole: boolean): CallClientFrame[] => {
    const playedMs = Math.round(played.playedMs(gen, now))
    ending.delete(gen)
    played.forget(gen)
    return [{ type: 'played', gen, playedMs, whole }]
  }

  const play = (frame: AudioFrame, now: number): CarrierMessage[] => {
    if (isHeld || frame.codec !== 'pcm16') return []
    return frame.track === 'bot' ? playBot(frame, now) : playPerson(frame, now)
  }

  const send = (gen: number, samples: Int16Array, now: number): CarrierMessage[] => {
    if (!line) return []
    saidAt = now
    played.sent(gen, (samples.length / PCM_RATE) * 1000, now)
    return [dialect.audio(toInt16(line.narrower.push(toFloat32(samples))))]
  }

  const playBot = (frame: AudioFrame, now: number): CarrierMessage[] => {
    if (!line || (cleared !== undefined && stepsAfter(frame.gen, cleared, 8) < 0)) return []
    const messages = frame.payload.length > 0 ? send(frame.gen, samplesOf(frame.payload), now) : []
    if (!(frame.flags & AUDIO_FLAGS.end)) return messages
    ending.set(frame.gen, false)
    return [...messages, dialect.mark(String(frame.gen))]
  }

  const playPerson = ({ track, payload, level }: AudioFrame, now: number): CarrierMessage[] => {
    if (payload.length === 0) return []
    return voices.push(track, { samples: samplesOf(payload), level }, now).flatMap((piece) => {
      const left = played.leftMs(now)
      const isLate = left > TOO_LATE_MS || (left > LATE_MS && piece.level > QUIET_LEVEL)
      return isLate ? [] : send(LIVE, piece.samples, now)
    })
  }

  /** A key for a machine at the other end, as the tones a telephone makes: streams know no other way. */
  const press = (key: DtmfKey, now: number): CarrierMessage[] => {
    if (!line) return []
    played.sent(LIVE, KEY_MS, now)
    return [dialect.audio(dtmfTone(key, dialect.rate, KEY_MS))]
  }

  const silence = (now: number): TelephoneTurn => {
    const frames = played.generations().flatMap((gen) => {
      if (gen >= 0) return tell(gen, now, ending.has(gen) && now >= played.endsAt(gen))
      played.forget(gen)
      return []
    })
    played.clear(now)
    return { frames, messages: [dialect.clear()] }
  }

  const hold = (now: number): CarrierMessage[] => {
    const messages: CarrierMessage[] = []
    const isWaiting = isHeld || (isQueued && now - saidAt > PAUSE_MS)
    while (line && isWaiting && played.leftMs(now) < HOLD_LEAD_MS) {
      const length = (dialect.rate * FRAME_MS) / 1000
      messages.push(dialect.audio(line.tone.subarray(toneAt, toneAt + length)))
      toneAt = (toneAt + length) % line.tone.length
      played.sent(HOLD, FRAME_MS, now)
    }
    return messages
  }

  const begin = (start: CarrierStart): TelephoneTurn => {
    const { rate } = dialect
    line = { heard: heardFrames(rate), narrower: resampler(PCM_RATE, rate), tone: holdTone(rate) }
    return { frames: [{ type: 'hello', v: 1, codecs: ['pcm16'], keys: true }], messages: [], start }
  }

  const hear = (event: CarrierEvent | null, now: number): TelephoneTurn => {
    switch (event?.type) {
      case 'start':
        return begin(event.start)
      case 'audio':
        return { frames: [...(line?.heard(event.samples) ?? []), ...heard(now)], messages: hold(now) }
      case 'key':
        return { frames: [{ type: 'dtmf', key: event.key }], messages: [] }
      case 'mark':
        if (ending.has(Number(event.name))) ending.set(Number(event.name), true)
        return { frames: heard(now), messages: [] }
      case 'stop':
        return { frames: [{ type: 'end' }], messages: [], isOver: true }
      case undefined:
        return { frames: [], messages: [] }
    }
  }

  return {
    fromCarrier: (message, now) => hear(dialect.read(message), now),
    toCarrier(frame, now) {
      if ('kind' in frame) return { frames: [], messages: play(frame, now) }
      if (frame.type === 'dtmf') return { frames: [], messages: press(frame.key, now) }
      if (frame.type === 'clear') {
        cleared = frame.gen
        return silence(now)
      }
      const isOver = frame.type === 'bye' || (frame.type === 'state' && frame.phase === 'ended')
      if (isOver) return { frames: [], messages: [dialect.end() ?? []].flat(), isOver }
      if (frame.type !== 'state') return { frames: [], messages: [] }
      const wasQueued = isQueued
      isQueued = frame.phase === 'queued'
      if (isHeld === (frame.phase === 'held')) {
        // What is left of the tone is not to be heard over who has come.
        return wasQueued && !isQueued ? silence(now) : { frames: [], messages: [] }
      }
      isHeld = !isHeld
      const quiet = silence(now)
      return { ...quiet, messages: [...quiet.messages, ...hold(now)] }
    },
  }
}
