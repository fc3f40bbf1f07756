/** A sine of that amplitude, where 1 is full scale. */
export function sine(hz: number, rate: number, seconds: number, amplitude = 0.5): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, at) =>
    Math.fround(amplitude * Math.sin((2 * Math.PI * hz * at) / rate)),
  )
}

/** Root mean square, in dB against a full-scale sine of amplitude 0.5. */
export function decibels(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  return 10 * Math.log10(power / 0.125)
}

/** The stream as blocks of changing lengths, as microphones and networks bring it. */
export function blocksOf<T extends Int16Array | Float32Array>(samples: T, lengths: readonly number[]): T[] {
  const blocks: T[] = []
  for (let at = 0; at < samples.length; ) {
    const length = lengths[blocks.length % lengths.length] ?? 1
    blocks.push(samples.subarray(at, at + length) as T)
    at += length
  }
  return blocks
}
