import { expect, test } from 'vitest'
import { Lateness } from './lateness.ts'

function aClock() {
  const clock = { now: 1_000, ring: () => {} }
  const wait = () =>
    new Promise<void>((resolve) => {
      clock.ring = resolve
    })
  const lateness = new Lateness(10_000, () => clock.now)
  const look = async (lateMs: number) => {
    const looked = lateness.look(wait)
    clock.now += 5 + lateMs
    clock.ring()
    await looked
  }
  return { clock, wait, lateness, look }
}

test('is as late as timers have been of late', async () => {
  const { lateness, look } = aClock()
  await look(400)
  expect(lateness.ms).toBe(100)
  for (let n = 0; n < 20; n += 1) await look(400)
  expect(lateness.ms).toBeCloseTo(400, -1)
  for (let n = 0; n < 20; n += 1) await look(0)
  expect(lateness.ms).toBeCloseTo(0, -1)
})

test('a timer that is still out tells already, and nobody sets a second one', async () => {
  const { clock, wait, lateness } = aClock()
  const first = lateness.look(wait)
  const ring = clock.ring
  clock.now += 705
  expect(lateness.ms).toBe(700)
  await lateness.look(wait)
  expect(clock.ring).toBe(ring)
  ring()
  await first
  expect(lateness.ms).toBe(175)
})

test('what was found a while ago says nothing of now: a door where few come is not closed by one pause', async () => {
  const { clock, lateness, look } = aClock()
  await look(4_000)
  expect(lateness.ms).toBe(1_000)
  clock.now += 1_001
  expect(lateness.ms).toBe(0)
  await look(40)
  expect(lateness.ms).toBe(10)
  // Asleep for a night, or the clock was set.
  await look(8 * 3_600_000)
  expect(lateness.ms).toBeLessThanOrEqual(10)
})

test('one that was lost with its request closes nothing for ever, and says nothing when it comes after all', async () => {
  const { clock, wait, lateness } = aClock()
  const lost = lateness.look(wait)
  const ringLost = clock.ring
  clock.now += 10_006
  expect(lateness.ms).toBe(0)
  const next = lateness.look(wait)
  ringLost()
  await lost
  clock.now += 5
  clock.ring()
  await next
  expect(lateness.ms).toBe(0)
})
