import { AUDIO_FLAGS, type AudioFrame, type Codec, stepsAfter, type Track } from '@baton/protocol/wire'
import { fromCodecTime, pcmDecoder, type VoiceDecoder } from '../codec/codec.ts'
import type { PlayerOrder } from '../playback/player-orders.ts'

/** A frame that is so far behind the last on its track comes from a line that was counted anew, not twice: 5 s. */
const TWICE = 250

/** Makes pieces for the player of the frames that come, each once. */
export class Incoming {
  readonly #play: (piece: Extract<PlayerOrder, { kind: 'piece' }>) => void
  readonly #decoders = new Map<Codec, VoiceDecoder>([['pcm16', pcmDecoder]])
  readonly #last = new Map<Track, number>()

  constructor(play: (piece: Extract<PlayerOrder, { kind: 'piece' }>) => void) {
    this.#play = play
  }

  /** How a codec other than PCM is decoded. */
  decodeBy(codec: Codec, decoder: VoiceDecoder): void {
    this.#decoders.set(codec, decoder)
  }

  push(frame: AudioFrame): void {
    if (this.#cameBefore(frame)) return
    const { track, gen, flags, codec, payload } = frame
    const ts = fromCodecTime(codec, frame.ts)
    const piece = { kind: 'piece', track, ts, gen, isLast: (flags & AUDIO_FLAGS.end) !== 0 } as const
    const place = (samples: Float32Array) => this.#play({ ...piece, samples })
    if (frame.kind === 'comfort' || payload.length === 0) place(new Float32Array(0))
    else this.#decoders.get(codec)?.decode(payload, place)
  }

  /** Whoever spoke on the tracks is another now. */
  restart(): void {
    this.#last.clear()
  }

  close(): void {
    for (const decoder of this.#decoders.values()) decoder.close()
  }

  /** After a line was taken up again, some may come once more. */
  #cameBefore({ track, seq, flags }: AudioFrame): boolean {
    const before = this.#last.get(track)
    this.#last.set(track, seq)
    if (before === undefined || flags & AUDIO_FLAGS.start) return false
    const steps = stepsAfter(seq, before, 16)
    if (steps > 0 || steps < -TWICE) return false
    this.#last.set(track, before)
    return true
  }
}
