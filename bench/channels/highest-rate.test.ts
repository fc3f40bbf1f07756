import { expect, test } from 'vitest'
import { highestRate } from './highest-rate.ts'

const upTo = (most: number) => {
  const tried: number[] = []
  const holds = async (rate: number) => {
    tried.push(rate)
    return rate <= most
  }
  return { tried, holds }
}

const RAMP = { from: 100, factor: 2, upTo: 1_000 }

test('goes up until a rate does not hold, and halves what lies between', async () => {
  const { tried, holds } = upTo(330)
  expect(await highestRate(RAMP, holds)).toBe(325)
  expect(new Set(tried)).toEqual(new Set([100, 200, 400, 300, 350, 325]))
})

test('a rate that fails once is tried once more', async () => {
  let isBusy = true
  const holds = async (rate: number) => {
    const held = rate <= 800 && !(rate === 400 && isBusy)
    if (rate === 400) isBusy = false
    return held
  }
  expect(await highestRate(RAMP, holds)).toBe(800)
})

test('where nothing holds, it is none; where everything does, it is the last that was tried', async () => {
  expect(await highestRate(RAMP, upTo(99).holds)).toBe(0)
  expect(await highestRate(RAMP, upTo(10_000).holds)).toBe(800)
})
