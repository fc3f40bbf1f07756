import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { readMulawWav, writeMulawWav } from '@baton/sound/mulaw-wav'
import { expect, test } from 'vitest'
import { mixed, type VoicePiece } from './mix.ts'

const RATE = 16_000
const piece = (startMs: number, ms: number, value: number): VoicePiece => {
  const samples = new Int16Array((RATE * ms) / 1_000).fill(value)
  return { startMs, wav: writeMulawWav({ rate: RATE, codes: encodeMulaw(samples) }) }
}
const heard = (value: number) => decodeMulaw(encodeMulaw(Int16Array.of(value)))[0]

/** What is heard at this time of the call. */
const at = (wav: Uint8Array | null, ms: number) => {
  const { rate = 0, codes = new Uint8Array() } = (wav && readMulawWav(wav)) ?? {}
  return decodeMulaw(codes)[(rate * ms) / 1_000]
}

test('each voice is where it was said, and who speaks at once is heard at once', () => {
  const wav = mixed([piece(1_000, 500, 4_000), piece(1_250, 500, -1_000), piece(2_000, 100, 500)])
  expect(at(wav, 999)).toBe(0)
  expect(at(wav, 1_000)).toBe(heard(4_000))
  expect(at(wav, 1_300)).toBe(heard((heard(4_000) ?? 0) + (heard(-1_000) ?? 0)))
  expect(at(wav, 1_600)).toBe(heard(-1_000))
  expect(at(wav, 1_900)).toBe(0)
  expect(at(wav, 2_050)).toBe(heard(500))
  expect(at(wav, 2_100)).toBeUndefined()
})

test('two who are loud are not louder than can be', () => {
  const wav = mixed([piece(0, 20, -30_000), piece(0, 20, -30_000)])
  expect(at(wav, 10)).toBe(heard(-32_768))
})

test('what is no such file is left out, and of nothing there is nothing', () => {
  const broken = { startMs: 0, wav: new TextEncoder().encode('{"code":"not_found"}'.padEnd(200)) }
  expect(at(mixed([broken, piece(0, 20, 800)]), 10)).toBe(heard(800))
  expect(mixed([broken])).toBeNull()
  expect(mixed([])).toBeNull()
})
