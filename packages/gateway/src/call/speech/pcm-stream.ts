import { PCM_RATE } from '@baton/protocol'
import { samplesOf, toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampler } from '@baton/sound/resample'
import { withoutLead } from '@baton/sound/silence'
import { ProviderError } from '../../providers/provider-error.ts'

const LOWEST_RATE = 8_000
const HIGHEST_RATE = 96_000

/**
 * Bytes of 16-bit mono at any rate, as 16 kHz samples. Pieces may end in the middle of a sample; the silence before the first sound
 * is left out, since it would be heard as slowness.
 *
 * @throws ProviderError `malformed` at a rate that no speech has.
 */
export async function* pcmAt(bytes: AsyncIterable<Uint8Array>, rate: number): AsyncIterable<Int16Array> {
  if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) throw new ProviderError('malformed')
  const converter = resampler(rate, PCM_RATE)
  const trim = withoutLead(PCM_RATE)
  let odd: number | null = null
  for await (const piece of bytes) {
    const whole: Uint8Array = odd === null ? piece : joined(odd, piece)
    odd = whole.length % 2 === 1 ? (whole.at(-1) ?? null) : null
    const samples = samplesOf(whole)
    const converted = rate === PCM_RATE ? samples : toInt16(converter.push(toFloat32(samples)))
    const loud = trim(converted)
    if (loud.length > 0) yield loud
  }
}

function joined(first: number, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(rest.length + 1)
  whole[0] = first
  whole.set(rest, 1)
  return whole
}
