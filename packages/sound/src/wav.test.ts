import { describe, expect, test } from 'vitest'
import { readWav, WavError, wavHeader, writeWav } from './wav.ts'

const samples = Int16Array.of(0, 1, -1, 32_767, -32_768)
const plain = writeWav({ rate: 16_000, samples })
const view = (bytes: Uint8Array) => new DataView(bytes.buffer)

const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  )

const codeOf = (read: () => unknown): string | undefined => {
  try {
    read()
  } catch (error) {
    return error instanceof WavError ? error.code : String(error)
  }
}

test('what is written is read as it was', () => {
  expect(readWav(plain)).toEqual({ rate: 16_000, samples })
})

test('the header is the one every player knows', () => {
  const hex = [...plain.subarray(0, 44)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  expect(hex).toBe('524946462e00000057415645666d74201000000001000100803e0000007d000002001000646174610a000000')
})

test('chunks that say other things are skipped, those of an odd length with their padding', () => {
  const bytes = joined(
    plain.subarray(0, 12),
    'LIST',
    Uint8Array.of(3, 0, 0, 0, 1, 2, 3, 0),
    plain.subarray(12, 36),
    'fact',
    Uint8Array.of(4, 0, 0, 0, 5, 0, 0, 0),
    plain.subarray(36),
    'LIST',
    Uint8Array.of(2, 0, 0, 0, 7, 7),
  )
  expect(readWav(bytes)).toEqual({ rate: 16_000, samples })
})

test('PCM that is told of as extensible is read', () => {
  const format = new Uint8Array(40)
  format.set(plain.subarray(20, 36))
  view(format).setUint16(0, 0xfffe, true)
  view(format).setUint16(24, 1, true)
  const bytes = joined(plain.subarray(0, 12), 'fmt ', Uint8Array.of(40, 0, 0, 0), format, plain.subarray(36))
  expect(readWav(bytes).samples).toEqual(samples)
})

test.each([0xffffffff, 0x7ffff000])('a program that streamed and wrote the length %i is read to the end', (length) => {
  const bytes = plain.slice()
  view(bytes).setUint32(40, length, true)
  expect(readWav(bytes).samples).toEqual(samples)
})

test('where the samples begin is told as soon as it is there', () => {
  for (const length of [0, 11, 12, 30, 43]) expect(wavHeader(plain.subarray(0, length))).toBeUndefined()
  expect(wavHeader(plain.subarray(0, 44))).toEqual({ rate: 16_000, at: 44, length: 10 })
})

describe('what is refused', () => {
  const changed = (at: number, value: number) => {
    const bytes = plain.slice()
    view(bytes).setUint16(at, value, true)
    return bytes
  }

  test.each([
    ['another file', joined('ID3\u0004 a piece of music'), 'not-wav'],
    ['a file that ends too early', plain.subarray(0, 40), 'cut-off'],
    ['two channels', changed(22, 2), 'format'],
    ['eight bits', changed(34, 8), 'format'],
    ['µ-law', changed(20, 7), 'format'],
    ['samples without a format', joined(plain.subarray(0, 12), plain.subarray(36)), 'format'],
    ['a format that is too short', joined(plain.subarray(0, 12), 'fmt ', Uint8Array.of(2, 0, 0, 0, 1, 0)), 'format'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(() => readWav(bytes))).toBe(code)
  })
})
