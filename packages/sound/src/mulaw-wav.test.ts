import { expect, test } from 'vitest'
import { decodeMulaw, encodeMulaw } from './mulaw.ts'
import { readMulawWav, writeMulawWav } from './mulaw-wav.ts'
import { wavHeader, writeWav } from './wav.ts'

test('says what it is and how long, and holds the codes as they were', () => {
  const samples = Int16Array.from({ length: 321 }, (_, at) => Math.round(12_000 * Math.sin(at / 7)))
  const bytes = writeMulawWav({ rate: 16_000, codes: encodeMulaw(samples) })
  const view = new DataView(bytes.buffer)
  expect(bytes.length % 2).toBe(0)
  expect(view.getUint32(4, true)).toBe(bytes.length - 8)
  expect([20, 22, 34].map((at) => view.getUint16(at, true))).toEqual([7, 1, 8])
  expect(view.getUint32(24, true)).toBe(16_000)
  expect(view.getUint32(54, true)).toBe(321)
  expect(decodeMulaw(bytes.subarray(58, 58 + 321))).toEqual(decodeMulaw(encodeMulaw(samples)))
})

test('is not taken for 16-bit PCM', () => {
  expect(() => wavHeader(writeMulawWav({ rate: 16_000, codes: new Uint8Array(4) }))).toThrow('format 7')
})

test('is read as it was written, and nothing else is', () => {
  const codes = encodeMulaw(Int16Array.of(-300, 300, 12_000))
  expect(readMulawWav(writeMulawWav({ rate: 8_000, codes }))).toEqual({ rate: 8_000, codes })
  expect(readMulawWav(writeWav({ rate: 8_000, samples: new Int16Array(40) }))).toBeNull()
  expect(readMulawWav(new Uint8Array(20))).toBeNull()
})
