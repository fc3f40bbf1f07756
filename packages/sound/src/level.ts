/** Nothing is quieter: the end of the scale of RFC 6464, which 16 bits do not reach. */
export const SILENCE_DBOV = -127

/** Loudness of 16-bit samples in dBov: 0 is a full-scale square wave, a full-scale sine is -3.01. */
export function levelOf(samples: Int16Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return dBovOf(sum / samples.length / FULL_SCALE)
}

/** Of a mean square, where 1 is full scale. */
export function dBovOf(power: number): number {
  return power > 0 ? Math.min(0, Math.max(SILENCE_DBOV, 10 * Math.log10(power))) : SILENCE_DBOV
}

/** As the header of an audio frame carries it: eighths of a decibel below full scale. */
export function levelToFrame(dBov: number): number {
  return Math.round(8 * Math.min(-SILENCE_DBOV, Math.max(0, -dBov)))
}

export function levelFromFrame(level: number): number {
  return Math.max(SILENCE_DBOV, -level / 8)
}

const FULL_SCALE = 32_768 ** 2
