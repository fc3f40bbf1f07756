import { WAV_FORMATS, wavFile } from './wav-file.ts'

/** Where its codes begin: behind what it says of its format and of their number. */
const CODES_AT = 58

/** One channel of µ-law codes as a WAV file: half the bytes of 16-bit PCM, and every browser plays it. */
export const writeMulawWav = ({ rate, codes }: { rate: number; codes: Uint8Array }): Uint8Array<ArrayBuffer> =>
  wavFile({ format: 'mulaw', rate, bits: 8, data: codes })

/** What `writeMulawWav` was given; null of any other file. */
export function readMulawWav(bytes: Uint8Array): { rate: number; codes: Uint8Array } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < CODES_AT || view.getUint32(0) !== RIFF || view.getUint32(CODES_AT - 8) !== DATA) return null
  if (view.getUint16(20, true) !== WAV_FORMATS.mulaw || view.getUint16(22, true) !== 1) return null
  const length = view.getUint32(CODES_AT - 4, true)
  return { rate: view.getUint32(24, true), codes: bytes.subarray(CODES_AT, CODES_AT + length) }
}

const RIFF = 0x52494646
const DATA = 0x64617461
