import { type AgentFace, CALL_LIMITS, type RecordedTrack } from '@baton/protocol'
import type { RecordedPiece } from '../session/rooms.ts'
import { RecordedVoice } from './recorded-voice.ts'

interface Outlet {
  now(): number
  /** Since when the call has been going on. */
  startedAt(): number
  /** Hands a piece to whoever keeps it. What becomes of it, the call does not wait for. */
  store(piece: Omit<RecordedPiece, 'call'>): Promise<void>
  /** A piece is lost. */
  lost(error: unknown): void
}

/** Whose voice it is: of agents each has their own. */
type Whose = Pick<RecordedPiece, 'track' | 'agent'>

/** Pieces that wait to be stored. A store that is slower than people speak must not fill the memory of their call. */
const MOST_WAITING = 6

/**
 * What is recorded of a call: each voice by itself, in pieces that are handed over as they are full. Everything is in memory
 * until then, and nothing is there unless it was switched on.
 */
export class Recorder {
  readonly #outlet: Outlet
  readonly #voices = new Map<string, Whose & { voice: RecordedVoice }>()
  #waiting = 0
  #storing: Promise<void> = Promise.resolve()
  /** What was recorded under a consent that was taken back is not stored any more. */
  #consent = 0
  #isOn = false

  constructor(outlet: Outlet) {
    this.#outlet = outlet
  }

  on(): void {
    this.#isOn = true
  }

  /** Stops, and forgets what was not handed over. */
  off(): void {
    this.#isOn = false
    this.#consent += 1
    this.#voices.clear()
  }

  heard(track: RecordedTrack, samples: Int16Array, agent?: AgentFace): void {
    if (!this.#isOn) return
    const now = this.#outlet.now()
    const key = agent ? `${track}:${agent.id}` : track
    const whose = { track, ...(agent && { agent }) }
    const voice = this.#voices.get(key)?.voice ?? this.#begin(key, whose, now)
    if (voice.add(samples, now)) return
    this.#finish(key)
    this.#begin(key, whose, now).add(samples, now)
  }

  /** To be called from time to time: who has been silent since would keep what they said in memory. */
  beat(now: number): void {
    for (const [key, { voice }] of this.#voices) if (now - voice.at >= CALL_LIMITS.recordingMs) this.#finish(key)
  }

  /** The call is over: what there is, is handed over. */
  end(): void {
    for (const key of this.#voices.keys()) this.#finish(key)
    this.#isOn = false
  }

  #begin(key: string, whose: Whose, now: number): RecordedVoice {
    const voice = new RecordedVoice(now)
    this.#voices.set(key, { ...whose, voice })
    return voice
  }

  #finish(key: string): void {
    const recorded = this.#voices.get(key)
    if (!recorded) return
    this.#voices.delete(key)
    const { voice, ...whose } = recorded
    const { durationMs, at } = voice
    const piece = { ...whose, startMs: Math.max(0, at - this.#outlet.startedAt()), durationMs }
    const kept = this.#waiting < MOST_WAITING ? voice : null
    if (kept) this.#waiting += 1
    else this.#outlet.lost(new Error('too many pieces wait to be stored'))
    const consent = this.#consent
    this.#storing = this.#storing.then(async () => {
      if (consent === this.#consent) await this.#store(piece, kept)
      if (kept) this.#waiting -= 1
    })
  }

  /** What cannot be stored is told of without its sound. When that cannot be told either, nobody is there to hear it. */
  async #store(piece: Omit<RecordedPiece, 'call' | 'bytes'>, voice: RecordedVoice | null): Promise<void> {
    try {
      if (voice) return await this.#outlet.store({ ...piece, bytes: voice.wav() })
    } catch (error) {
      this.#outlet.lost(error)
    }
    await this.#outlet.store({ ...piece, bytes: null }).catch((error) => this.#outlet.lost(error))
  }
}
