/** Zero crossings of the low-pass on each side of its middle, in samples of the slower rate. This is its delay, too. */
const REACH = 28
/** Kaiser's shape of the window for a stop band 64 dB down. */
const BETA = 6.1
/** Where the low-pass is half-way down, so that its stop band begins at the slower rate's Nyquist frequency. */
const CUTOFF = 0.93

export interface Resampler {
  /**
   * The next samples at the new rate. They are a view of a buffer that is used again: read or copied before the next
   * call. At equal rates it is the input itself.
   */
  push(samples: Float32Array): Float32Array
  /** By how much what comes out lags behind what goes in. */
  readonly delayMs: number
}

/**
 * From any whole rate to any other, a stream of blocks of any length: a windowed sinc, cut into one short filter per
 * phase. The delay is 28 samples of the slower rate (1.75 ms from 48 kHz to 16 kHz); above 0.86 of its Nyquist frequency
 * the sound fades, and from there on up it is 60 dB down. Nothing is allocated once the largest block has been seen.
 */
export function resampler(from: number, to: number): Resampler {
  const { up, down } = ratioOf(from, to)
  if (up === down) return { push: (samples) => samples, delayMs: 0 }
  const taps = 2 * Math.ceil((REACH * from) / Math.min(from, to))
  const phases = phasesOf(up, taps, CUTOFF * Math.min(1, to / from))
  // The last `taps - 1` samples heard, then the new ones.
  let heard = new Float32Array(taps - 1)
  let made = new Float32Array(0)
  /** The next sample's place on the scale of both rates, counted from the first new one. */
  let place = 0

  return {
    delayMs: (taps / 2 / from) * 1000,
    push(samples) {
      const length = taps - 1 + samples.length
      if (heard.length < length) {
        const longer = new Float32Array(length)
        longer.set(heard.subarray(0, taps - 1))
        heard = longer
        made = new Float32Array(Math.ceil((samples.length * up) / down) + 1)
      }
      heard.set(samples, taps - 1)
      const end = samples.length * up
      let count = 0
      for (; place < end; place += down) {
        const first = Math.floor(place / up)
        const phase = (place % up) * taps
        let sum = 0
        for (let tap = 0; tap < taps; tap += 1) sum += (heard[first + tap] ?? 0) * (phases[phase + tap] ?? 0)
        made[count] = sum
        count += 1
      }
      place -= end
      heard.copyWithin(0, samples.length, length)
      return made.subarray(0, count)
    },
  }
}

/** A whole recording at another rate, as long as it was and without the delay. */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array<ArrayBuffer> {
  const stream = resampler(from, to)
  const late = Math.round((stream.delayMs * to) / 1000)
  const length = Math.round((samples.length * to) / from)
  const padded = new Float32Array(samples.length + Math.ceil(((late + 1) * from) / to))
  padded.set(samples)
  return stream.push(padded).slice(late, late + length)
}

function ratioOf(from: number, to: number): { up: number; down: number } {
  if (![from, to].every((rate) => Number.isInteger(rate) && rate > 0)) {
    throw new RangeError(`Rates are whole numbers of hertz: ${from}, ${to}`)
  }
  let [divisor, rest] = [from, to]
  while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  return { up: to / divisor, down: from / divisor }
}

/** The low-pass at `up` times the rate, by phase, each turned round so that it runs along with the samples. */
function phasesOf(up: number, taps: number, cutoff: number): Float32Array {
  const phases = new Float32Array(up * taps)
  for (let phase = 0; phase < up; phase += 1) {
    const filter = phases.subarray(phase * taps, (phase + 1) * taps)
    for (let tap = 0; tap < taps; tap += 1) {
      // Of the filter's middle, in samples of the old rate.
      const distance = taps - 1 - tap + phase / up - taps / 2
      filter[tap] = sinc(distance * cutoff) * kaiser(distance / (taps / 2))
    }
    // Each phase passes a constant alike; unequal ones would be heard as a whine.
    const sum = filter.reduce((total, value) => total + value, 0)
    for (let tap = 0; tap < taps; tap += 1) filter[tap] = (filter[tap] ?? 0) / sum
  }
  return phases
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

/** At -1 … 1 of its width. */
const kaiser = (x: number): number => (Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA))

/** The modified Bessel function of order zero, by its series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-9; k += 1) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
