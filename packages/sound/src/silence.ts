/** Speech engines stay below this where they say nothing (-55 dBov), and go above it where they say something. */
const QUIET = Math.round(32_768 * 10 ** (-55 / 20))
/** Kept of the silence: the soft beginning of an f or an h, and the end of a breath. */
const LEAD_MS = 10
const TAIL_MS = 40

/** What is said, without the silence around it: what comes before it is heard as slowness. A view of the same samples. */
export function trimmed(samples: Int16Array, rate: number): Int16Array {
  const first = samples.findIndex(isLoud)
  if (first < 0) return samples.subarray(0, 0)
  const last = samples.findLastIndex(isLoud)
  return samples.subarray(Math.max(0, first - samplesIn(LEAD_MS, rate)), last + 1 + samplesIn(TAIL_MS, rate))
}

/** The same for the beginning of speech that is still being made: blocks go in, and come out from the first sound on. */
export function withoutLead(rate: number): (samples: Int16Array) => Int16Array {
  let begun = false
  let held = new Int16Array(0)
  return (samples) => {
    if (begun) return samples
    const all = new Int16Array(held.length + samples.length)
    all.set(held)
    all.set(samples, held.length)
    const first = all.findIndex(isLoud)
    begun = first >= 0
    const kept = all.subarray(Math.max(0, (begun ? first : all.length) - samplesIn(LEAD_MS, rate)))
    if (begun) return kept
    held = kept.slice()
    return all.subarray(0, 0)
  }
}

const isLoud = (sample: number): boolean => Math.abs(sample) > QUIET

const samplesIn = (ms: number, rate: number): number => Math.round((rate * ms) / 1000)
