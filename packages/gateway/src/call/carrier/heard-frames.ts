import { AUDIO_FLAGS, type AudioFrame, FRAME_SAMPLES, PCM_RATE } from '@baton/protocol'
import { levelOf, levelToFrame } from '@baton/sound/level'
import { bytesOf, toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampler } from '@baton/sound/resample'
import { voiceActivity } from '@baton/sound/voice-activity'

/** Pieces of any length of a telephone's sound, as the audio frames a customer's client would have sent of it. */
export function heardFrames(rate: number): (samples: Int16Array) => AudioFrame[] {
  const wider = resampler(rate, PCM_RATE)
  const ears = voiceActivity(rate)
  let rest = new Int16Array(0)
  let [seq, ts] = [0, 0]
  let wasSpeech = false

  const frameOf = (samples: Int16Array): AudioFrame => {
    const isSpeech = ears.speaking
    const flags = (isSpeech ? AUDIO_FLAGS.speech : 0) | (isSpeech && !wasSpeech ? AUDIO_FLAGS.start : 0)
    const header = { kind: 'audio', codec: 'pcm16', track: 'customer', gen: 0 } as const
    const frame = { ...header, flags, seq, ts, level: levelToFrame(levelOf(samples)), payload: bytesOf(samples) }
    wasSpeech = isSpeech
    seq = (seq + 1) % 2 ** 16
    ts = (ts + samples.length) % 2 ** 32
    return frame
  }

  return (samples) => {
    ears.push(samples)
    const wide = toInt16(wider.push(toFloat32(samples)))
    const all = new Int16Array(rest.length + wide.length)
    all.set(rest)
    all.set(wide, rest.length)
    const whole = all.length - (all.length % FRAME_SAMPLES)
    rest = all.slice(whole)
    const starts = Array.from({ length: whole / FRAME_SAMPLES }, (_, index) => index * FRAME_SAMPLES)
    return starts.map((at) => frameOf(all.subarray(at, at + FRAME_SAMPLES)))
  }
}
