/** What a WAV file calls the ways in which its samples are written. */
export const WAV_FORMATS = { pcm: 1, mulaw: 7 } as const

interface WavData {
  format: keyof typeof WAV_FORMATS
  /** Samples a second, and bits of each. */
  rate: number
  bits: 8 | 16
  data: Uint8Array
}

/** One channel as a WAV file. */
export function wavFile({ format, rate, bits, data }: WavData): Uint8Array<ArrayBuffer> {
  const frameBytes = bits / 8
  const isPcm = format === 'pcm'
  // What is not PCM says how much it adds to the format, which is nothing, and how many samples there are.
  const formatBytes = isPcm ? 16 : 18
  const dataAt = 20 + formatBytes + (isPcm ? 0 : 12)
  // A chunk of an odd length is followed by one byte of padding.
  const bytes = new Uint8Array(dataAt + 8 + data.length + (data.length & 1))
  const view = new DataView(bytes.buffer)
  const write = (at: number, name: string) => {
    for (let index = 0; index < name.length; index += 1) bytes[at + index] = name.charCodeAt(index)
  }
  write(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, formatBytes, true)
  view.setUint16(20, WAV_FORMATS[format], true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * frameBytes, true)
  view.setUint16(32, frameBytes, true)
  view.setUint16(34, bits, true)
  if (!isPcm) {
    write(38, 'fact')
    view.setUint32(42, 4, true)
    view.setUint32(46, data.length / frameBytes, true)
  }
  write(dataAt, 'data')
  view.setUint32(dataAt + 4, data.length, true)
  bytes.set(data, dataAt + 8)
  return bytes
}
