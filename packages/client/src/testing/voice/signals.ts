import { PCM_RATE } from '@baton/protocol/wire'
import { speechLike } from '@baton/sound/testing'

const second = PCM_RATE

/** What the file that stands for a microphone says, again and again: a second and a half of silence, two of speech. */
export function microphoneSound(): Int16Array<ArrayBuffer> {
  const sound = new Int16Array(3.5 * second)
  sound.set(speechLike({ rate: PCM_RATE, seconds: 2, seed: 11, dBov: -18 }), 1.5 * second)
  return sound
}

/** What the other side of a call says, without a pause. */
export const otherSound = (): Int16Array<ArrayBuffer> =>
  speechLike({ rate: PCM_RATE, seconds: 12, seed: 5, f0: 170, syllablesPerSecond: 5 })
