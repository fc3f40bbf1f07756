const MULAW = 7
const HEADER_BYTES = 58

/** One channel of µ-law codes as a WAV file: half the bytes of 16-bit PCM, and every browser plays it. */
export function writeMulawWav({ rate, codes }: { rate: number; codes: Uint8Array }): Uint8Array<ArrayBuffer> {
  // A chunk of an odd length is followed by one byte of padding.
  const bytes = new Uint8Array(HEADER_BYTES + codes.length + (codes.length & 1))
  const view = new DataView(bytes.buffer)
  const write = (at: number, name: string) => {
    for (let index = 0; index < name.length; index += 1) bytes[at + index] = name.charCodeAt(index)
  }
  write(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  write(8, 'WAVEfmt ')
  // What is not PCM says how much it adds to the format, which is nothing, and how many samples there are.
  view.setUint32(16, 18, true)
  view.setUint16(20, MULAW, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(38, 'fact')
  view.setUint32(42, 4, true)
  view.setUint32(46, codes.length, true)
  write(50, 'data')
  view.setUint32(54, codes.length, true)
  bytes.set(codes, HEADER_BYTES)
  return bytes
}
