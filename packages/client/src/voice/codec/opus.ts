import { CODECS, FRAME_MS, PCM_RATE } from '@baton/protocol/wire'
import { resampler } from '@baton/sound/resample'
import type { VoiceDecoder, VoiceEncoder } from './codec.ts'
import { OPUS } from './codecs-here.ts'

const { rate } = CODECS.opus
const MICROS = 1000

/** `failed`: nothing comes out of it any more. */
export function opusEncoder(failed: () => void): VoiceEncoder {
  const up = resampler(PCM_RATE, rate)
  const waiting: ((payload: Uint8Array<ArrayBuffer>) => void)[] = []
  let timestamp = 0
  const encoder = new AudioEncoder({
    output(chunk) {
      const payload = new Uint8Array(chunk.byteLength)
      chunk.copyTo(payload)
      waiting.shift()?.(payload)
    },
    error: failed,
  })
  encoder.configure(OPUS)
  return {
    encode(samples, sent) {
      waiting.push(sent)
      const data = up.push(Float32Array.from(samples, (sample) => sample / 32_768)).slice()
      const piece = new AudioData({
        format: 'f32',
        sampleRate: rate,
        numberOfFrames: data.length,
        numberOfChannels: 1,
        timestamp,
        data,
      })
      timestamp += FRAME_MS * MICROS
      encoder.encode(piece)
      piece.close()
    },
    close() {
      if (encoder.state !== 'closed') encoder.close()
    },
  }
}

export function opusDecoder(): VoiceDecoder {
  const down = resampler(rate, PCM_RATE)
  const waiting: ((samples: Float32Array) => void)[] = []
  let timestamp = 0
  const decoder = new AudioDecoder({
    output(piece) {
      const samples = new Float32Array(piece.numberOfFrames)
      piece.copyTo(samples, { planeIndex: 0, format: 'f32-planar' })
      piece.close()
      waiting.shift()?.(down.push(samples).slice())
    },
    // It is closed then: what comes in Opus is not heard, until the gateway sends PCM.
    error() {},
  })
  decoder.configure(OPUS)
  return {
    decode(payload, heard) {
      if (decoder.state === 'closed') return
      waiting.push(heard)
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: payload }))
      timestamp += FRAME_MS * MICROS
    },
    close() {
      if (decoder.state !== 'closed') decoder.close()
    },
  }
}
