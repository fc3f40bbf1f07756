import { expect, test } from 'vitest'
import { Random } from '../../random.ts'
import { Path } from './path.ts'

const seeded = (): (() => number) => {
  const random = new Random(7)
  return () => random.next()
}

test('delays by what it says, within the jitter, and lets nothing overtake', () => {
  const path = new Path({ delayMs: 20, jitterMs: 5, loss: 0 }, seeded())
  let before = 0
  for (let now = 0; now < 2_000; now += 20) {
    const at = path.leavesAt(now) ?? Number.NaN
    expect(at - now).toBeGreaterThanOrEqual(15)
    expect(at - now).toBeLessThanOrEqual(25)
    expect(at).toBeGreaterThanOrEqual(before)
    before = at
  }
})

test('loses the share it says', () => {
  const path = new Path({ delayMs: 0, jitterMs: 0, loss: 0.02 }, seeded())
  const lost = Array.from({ length: 20_000 }, (_, now) => path.leavesAt(now)).filter((at) => at === null)
  expect(lost.length / 20_000).toBeCloseTo(0.02, 2)
})
