/** µ-law of ITU-T G.711 at 16 bits: a sign, three bits of segment, four of step, all inverted. */

/** The curve's offset: 33 of the standard's 14 bits. With it, every segment begins at a power of two. */
const BIAS = 33 << 2
/** The standard's overload point, less one: with the bias it just fits into 15 bits. */
const CLIP = 32_635

export function encodeMulaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length)
  for (let at = 0; at < samples.length; at += 1) bytes[at] = codeOf(samples[at] ?? 0)
  return bytes
}

export function decodeMulaw(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) samples[at] = DECODED[bytes[at] ?? 0] ?? 0
  return samples
}

function codeOf(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS
  const segment = 24 - Math.clz32(magnitude)
  const step = (magnitude >> (segment + 3)) & 0xf
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff
}

const DECODED = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0xf) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS
  return bits & 0x80 ? -magnitude : magnitude
})
