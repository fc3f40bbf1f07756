import { CODECS, type Codec, PCM_RATE } from '@baton/protocol/wire'
import { bytesOf, samplesOf, toFloat32 } from '@baton/sound/pcm'

/** Both ways of one codec. What goes in comes out in order, at once or a little later. */
export interface VoiceEncoder {
  encode(samples: Int16Array<ArrayBuffer>, sent: (payload: Uint8Array<ArrayBuffer>) => void): void
  close(): void
}

export interface VoiceDecoder {
  /** At 16 kHz. */
  decode(payload: Uint8Array<ArrayBuffer>, heard: (samples: Float32Array) => void): void
  close(): void
}

export const pcmEncoder: VoiceEncoder = { encode: (samples, sent) => sent(bytesOf(samples)), close() {} }
export const pcmDecoder: VoiceDecoder = {
  decode: (payload, heard) => heard(toFloat32(samplesOf(payload))),
  close() {},
}

/** Samples of ours in samples as the codec counts them. */
export const toCodecTime = (codec: Codec, ts: number): number => (ts * CODECS[codec].rate) / PCM_RATE
export const fromCodecTime = (codec: Codec, ts: number): number => (ts * PCM_RATE) / CODECS[codec].rate
