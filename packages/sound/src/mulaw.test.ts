import { describe, expect, test } from 'vitest'
import { decodeMulaw, encodeMulaw } from './mulaw.ts'
import { toInt16 } from './pcm.ts'
import { sine } from './testing/measure.ts'

/** Table 2a of ITU-T G.711: character signal, decision value and quantised value at 14 bits, at the edges of the segments. */
const TABLE: [code: number, decision: number, value: number][] = [
  [0x80, 7903, 8031],
  [0x8f, 4063, 4191],
  [0x90, 3935, 3999],
  [0x9f, 2015, 2079],
  [0xa0, 1951, 1983],
  [0xaf, 991, 1023],
  [0xb0, 959, 975],
  [0xbf, 479, 495],
  [0xc0, 463, 471],
  [0xcf, 223, 231],
  [0xd0, 219 - 4, 219],
  [0xdf, 95, 99],
  [0xe0, 91, 93],
  [0xef, 31, 33],
  [0xf0, 29, 30],
  [0xfe, 1, 2],
  [0xff, 0, 0],
]

describe('the table of G.711', () => {
  test.each(TABLE)('%i is decoded as the standard has it, with either sign', (code, _, value) => {
    expect([...decodeMulaw(Uint8Array.of(code, code & 0x7f))]).toEqual([value << 2, value === 0 ? 0 : -(value << 2)])
  })

  test.each(TABLE)('%i begins at its decision value', (code, decision) => {
    const samples = Int16Array.of(decision << 2, -(decision << 2) || -1)
    expect([...encodeMulaw(samples)]).toEqual([code, code & 0x7f])
    if (decision > 0) expect([...encodeMulaw(Int16Array.of((decision << 2) - 1))]).toEqual([code + 1])
  })

  test('what is louder than the overload point is the loudest code', () => {
    expect([...encodeMulaw(Int16Array.of(32_767, -32_768))]).toEqual([0x80, 0x00])
  })
})

test('every code comes back from its own value, but for the negative zero', () => {
  const codes = Uint8Array.from({ length: 256 }, (_, code) => code)
  expect([...encodeMulaw(decodeMulaw(codes))]).toEqual([...codes].map((code) => (code === 0x7f ? 0xff : code)))
})

test('a voice keeps more than 35 dB over what the law takes from it', () => {
  const samples = toInt16(sine(1004, 8000, 1, 0.3))
  const back = decodeMulaw(encodeMulaw(samples))
  let [signal, noise] = [0, 0]
  for (const [at, sample] of samples.entries()) {
    signal += sample ** 2
    noise += (sample - (back[at] ?? 0)) ** 2
  }
  expect(10 * Math.log10(signal / noise)).toBeGreaterThan(35)
})
