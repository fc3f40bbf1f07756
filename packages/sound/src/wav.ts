import { bytesOf, samplesOf } from './pcm.ts'
import { WAV_FORMATS, wavFile } from './wav-file.ts'

export interface Wav {
  rate: number
  samples: Int16Array<ArrayBuffer>
}

/** `not-wav`: no RIFF/WAVE. `format`: anything but one channel of 16-bit PCM. `cut-off`: it ends before its samples begin. */
export class WavError extends Error {
  override readonly name = 'WavError'
  readonly code: 'not-wav' | 'format' | 'cut-off'

  constructor(code: WavError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The real format stands further down, in the first two bytes of a GUID. */
const EXTENSIBLE = 0xfffe

/**
 * One channel of 16-bit PCM. Chunks that say other things are skipped. A length that is longer than what is there is
 * what a program writes that streamed and could not go back to correct it: the samples then go on to the end.
 */
export function readWav(bytes: Uint8Array): Wav {
  const header = wavHeader(bytes)
  if (!header) throw new WavError('cut-off', 'The WAV ends before its samples begin.')
  const { rate, at, length } = header
  return { rate, samples: samplesOf(bytes.subarray(at, at + length)) }
}

/** Where the samples begin, and how long they say they are, in bytes. Undefined as long as more has to be read to tell. */
export function wavHeader(bytes: Uint8Array): { rate: number; at: number; length: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12) return undefined
  if (tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') throw new WavError('not-wav', 'This is no WAV file.')
  let rate: number | undefined
  // A chunk of an odd length is followed by one byte of padding.
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const body = at + 8
    if (tag(bytes, at) === 'data') {
      if (rate === undefined) throw new WavError('format', 'The WAV has samples before it says what they are.')
      return { rate, at: body, length }
    }
    if (tag(bytes, at) === 'fmt ') {
      if (bytes.length < body + length) return undefined
      rate = rateOf(view, body, length)
    }
    at = body + length + (length & 1)
  }
  return undefined
}

export const writeWav = ({ rate, samples }: { rate: number; samples: Int16Array }): Uint8Array<ArrayBuffer> =>
  wavFile({ format: 'pcm', rate, bits: 16, data: bytesOf(samples) })

function rateOf(view: DataView, at: number, length: number): number {
  if (length < 16) throw new WavError('format', 'The WAV does not say what its samples are.')
  const told = view.getUint16(at, true)
  const format = told === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : told
  const [channels, rate, bits] = [
    view.getUint16(at + 2, true),
    view.getUint32(at + 4, true),
    view.getUint16(at + 14, true),
  ]
  if (format !== WAV_FORMATS.pcm || channels !== 1 || bits !== 16) {
    throw new WavError(
      'format',
      `One channel of 16-bit PCM is read, not ${channels} of ${bits} bits in format ${format}.`,
    )
  }
  return rate
}

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
