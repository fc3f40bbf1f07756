/** What lies between two frequencies, sample by sample; it fades by 12 dB an octave outside. */
export function bandPass(rate: number, lowHz: number, highHz: number): (sample: number) => number {
  const high = butterworth(rate, lowHz, 'above')
  const low = butterworth(rate, highHz, 'below')
  return (sample) => low(high(sample))
}

/** Second order, by the bilinear transform. */
function butterworth(rate: number, hz: number, passes: 'above' | 'below'): (sample: number) => number {
  const k = Math.tan((Math.PI * hz) / rate)
  const scale = 1 / (1 + Math.SQRT2 * k + k * k)
  const first = passes === 'below' ? k * k * scale : scale
  const second = passes === 'below' ? 2 * first : -2 * first
  const back1 = 2 * (k * k - 1) * scale
  const back2 = (1 - Math.SQRT2 * k + k * k) * scale
  let state1 = 0
  let state2 = 0
  return (sample) => {
    const result = first * sample + state1
    state1 = second * sample - back1 * result + state2
    state2 = first * sample - back2 * result
    return result
  }
}
