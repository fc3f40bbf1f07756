import { CODECS, type Codec, FRAME_MS } from '@baton/protocol/wire'

/** A tenth of the bytes of PCM, at 20 ms a packet. */
export const OPUS = {
  codec: 'opus',
  sampleRate: CODECS.opus.rate,
  numberOfChannels: 1,
  bitrate: 24_000,
  opus: { frameDuration: FRAME_MS * 1000 },
} satisfies AudioEncoderConfig

/** What this browser can send and take, best first: PCM wherever the line allows it, since nobody has to decode it. */
export async function codecsHere(): Promise<Codec[]> {
  if (typeof AudioEncoder === 'undefined' || typeof AudioDecoder === 'undefined') return ['pcm16']
  try {
    const answers = await Promise.all([AudioEncoder.isConfigSupported(OPUS), AudioDecoder.isConfigSupported(OPUS)])
    return answers.every(({ supported }) => supported) ? ['pcm16', 'opus'] : ['pcm16']
  } catch {
    // An engine that does not know the question does not have it.
    return ['pcm16']
  }
}
