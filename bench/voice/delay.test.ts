import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { delays } from './delay.ts'

/** Noise that swells like syllables. */
function speech(rate: number, seconds: number): Float32Array {
  const random = new Random(3)
  let low = 0
  return Float32Array.from({ length: rate * seconds }, (_, index) => {
    low += 0.3 * (random.next() - 0.5 - low)
    return low * (0.6 + 0.4 * Math.sin((index / rate) * 25))
  })
}

test('finds how much later it was heard, whatever the clocks began with', () => {
  const said = speech(48_000, 3)
  const late = 0.0875
  const heard = new Float32Array(said.length + 48_000)
  heard.set(said, 24_000 + Math.round(late * 48_000))
  const found = delays(
    { rate: 48_000, startedAt: 10_000, samples: said },
    { rate: 48_000, startedAt: 9_500, samples: heard },
  )
  expect(found.length).toBeGreaterThan(10)
  for (const { ms } of found) expect(Math.abs(ms - late * 1_000)).toBeLessThan(0.3)
})

test('does not find what was never heard', () => {
  const said = { rate: 16_000, startedAt: 0, samples: speech(16_000, 2) }
  const other = { rate: 16_000, startedAt: 0, samples: new Float32Array(32_000).fill(0.001) }
  expect(delays(said, other)).toEqual([])
})
