import { PCM_RATE } from '@baton/protocol/wire'
import { toFloat32 } from '@baton/sound/pcm'
import { holdTone, ringBack } from '@baton/sound/tone'

const MAKERS = { hold: holdTone, ring: ringBack } as const
export type Tone = keyof typeof MAKERS

/** Tones that are made here, so that waiting sends nothing. One at a time. */
export interface Tones {
  play(tone: Tone | null): void
  /** Quiet while somebody speaks. */
  duck(on: boolean): void
}

export function createTones(context: AudioContext, output: AudioNode): Tones {
  const gain = context.createGain()
  gain.connect(output)
  let playing: Tone | null = null
  let source: AudioBufferSourceNode | null = null
  return {
    play(tone) {
      if (tone === playing) return
      playing = tone
      source?.stop()
      source = tone && loop(context, MAKERS[tone](PCM_RATE))
      source?.connect(gain)
    },
    duck: (on) => gain.gain.setTargetAtTime(on ? 0 : 1, context.currentTime, 0.05),
  }
}

function loop(context: AudioContext, samples: Int16Array<ArrayBuffer>): AudioBufferSourceNode {
  const buffer = context.createBuffer(1, samples.length, PCM_RATE)
  toFloat32(samples, buffer.getChannelData(0))
  const source = context.createBufferSource()
  source.buffer = buffer
  source.loop = true
  source.start()
  return source
}
