import { samplesOf } from '@baton/sound/pcm'
import { wavHeader } from '@baton/sound/wav'

/** The samples of a WAV that comes in pieces. Its length is not believed: who streams cannot know it. */
export async function* samplesOfWav(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ rate: number; samples: Int16Array }> {
  let rate: number | undefined
  let held = new Uint8Array(0)
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece])
    if (rate === undefined) {
      const header = wavHeader(held)
      if (!header) continue
      rate = header.rate
      held = held.subarray(header.at)
    }
    const whole = held.length - (held.length % 2)
    yield { rate, samples: samplesOf(held.subarray(0, whole)) }
    held = held.subarray(whole)
  }
}
