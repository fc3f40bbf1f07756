import { wavFile } from './wav-file.ts'

/** One channel of µ-law codes as a WAV file: half the bytes of 16-bit PCM, and every browser plays it. */
export const writeMulawWav = ({ rate, codes }: { rate: number; codes: Uint8Array }): Uint8Array<ArrayBuffer> =>
  wavFile({ format: 'mulaw', rate, bits: 8, data: codes })
