import { PCM_RATE } from '@baton/protocol/wire'
import { resampler } from '@baton/sound/resample'

/** Hears what a page plays: contexts that are made while it is in place are written down. */
export interface Recorder {
  /** The clock of what was recorded, in seconds. */
  now(): number
  /** What was heard between two moments, at 16 kHz. */
  between(from: number, to: number): Float32Array
  restore(): void
}

export function createRecorder(): Recorder {
  const Native = globalThis.AudioContext
  let heard: { at: number; samples: Float32Array }[] = []
  let context: AudioContext | null = null

  class Recorded extends Native {
    #first = true

    constructor(options?: AudioContextOptions) {
      super(options)
      heard = []
      context = this
    }

    /** The first one made is the output. */
    override createGain(): GainNode {
      const gain = super.createGain()
      if (this.#first) {
        this.#first = false
        // A context that is closed before has nothing to hear.
        this.#record(gain).catch(() => {})
      }
      return gain
    }

    async #record(gain: GainNode): Promise<void> {
      await this.audioWorklet.addModule(new URL('./recorder-worklet.ts', import.meta.url).href)
      const node = new AudioWorkletNode(this, 'recorder', { channelCount: 1, channelCountMode: 'explicit' })
      node.port.onmessage = ({ data }) => heard.push(data)
      gain.connect(node)
      // A node that leads nowhere is not asked for sound.
      const silent = super.createGain()
      silent.gain.value = 0
      node.connect(silent).connect(this.destination)
    }
  }
  globalThis.AudioContext = Recorded

  return {
    now: () => context?.currentTime ?? 0,
    between(from, to) {
      const rate = context?.sampleRate ?? PCM_RATE
      const blocks = heard.filter(({ at }) => at >= from && at < to)
      const whole = new Float32Array(blocks.length * 128)
      for (const [i, { samples }] of blocks.entries()) whole.set(samples, i * 128)
      return resampler(rate, PCM_RATE).push(whole).slice()
    },
    restore: () => {
      globalThis.AudioContext = Native
    },
  }
}

/** How much `piece` is like `sound` where it is most like it, 0 to 1, and where that is, in samples. */
export function likeness(
  piece: Float32Array,
  sound: Float32Array | Int16Array,
  step = 1,
): { at: number; value: number } {
  let best = { at: 0, value: 0 }
  const score = (at: number): number => {
    let product = 0
    let one = 1e-9
    let other = 1e-9
    for (let i = 0; i < piece.length; i += step) {
      const a = piece[i] ?? 0
      const b = sound[at + i] ?? 0
      product += a * b
      one += a * a
      other += b * b
    }
    return product / Math.sqrt(one * other)
  }
  for (let at = 0; at + piece.length <= sound.length; at += 1) {
    const value = score(at)
    if (value > best.value) best = { at, value }
  }
  return best
}
