import { AUDIO_FLAGS, type AudioFrame, COMFORT_MS, type Codec, FRAME_MS, FRAME_SAMPLES } from '@baton/protocol/wire'
import { levelToFrame } from '@baton/sound/level'
import type { CapturedFrame } from '../capture/framer.ts'
import { pcmEncoder, toCodecTime, type VoiceEncoder } from '../codec/codec.ts'

const FRAMES_OF_COMFORT = COMFORT_MS / FRAME_MS
const NO_SOUND = -127

/** Makes frames of what the microphone hears: sound, or a sign of life now and then while it is to hear nothing. */
export class Outgoing {
  readonly #track: AudioFrame['track']
  readonly #send: (frame: AudioFrame) => void
  #codec: Codec = 'pcm16'
  #encoder: VoiceEncoder = pcmEncoder
  #seq = 0
  #frames = 0
  #quiet = 0
  #starts = true

  constructor(track: AudioFrame['track'], send: (frame: AudioFrame) => void) {
    this.#track = track
    this.#send = send
  }

  encodeBy(codec: Codec, encoder: VoiceEncoder): void {
    this.#encoder.close()
    this.#codec = codec
    this.#encoder = encoder
  }

  push({ samples, level, speech }: CapturedFrame, isSilent: boolean): void {
    const ts = toCodecTime(this.#codec, this.#frames * FRAME_SAMPLES) % 2 ** 32
    this.#frames += 1
    const about = { codec: this.#codec, track: this.#track, gen: 0, ts }
    if (isSilent) {
      const isDue = this.#quiet % FRAMES_OF_COMFORT === 0
      this.#quiet += 1
      this.#starts = true
      const payload = new Uint8Array(0)
      if (isDue)
        this.#send({ ...about, kind: 'comfort', flags: 0, seq: this.#count(), level: levelToFrame(NO_SOUND), payload })
      return
    }
    this.#quiet = 0
    const flags = (this.#starts ? AUDIO_FLAGS.start : 0) | (speech ? AUDIO_FLAGS.speech : 0)
    this.#starts = false
    this.#encoder.encode(samples, (payload) =>
      this.#send({ ...about, kind: 'audio', flags, seq: this.#count(), level: levelToFrame(level), payload }),
    )
  }

  close(): void {
    this.#encoder.close()
  }

  #count(): number {
    const seq = this.#seq
    this.#seq = (seq + 1) & 0xffff
    return seq
  }
}
