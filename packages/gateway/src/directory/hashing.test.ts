import { expect, test } from 'vitest'
import { Hashing } from './hashing.ts'

test('jobs run one at a time, in order, and the tenth at once is not taken', async () => {
  const hashing = new Hashing()
  const done: number[] = []
  let running = 0
  const jobs = Array.from({ length: 11 }, (_, n) =>
    hashing.tryRun(async () => {
      running += 1
      expect(running).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      done.push(n)
      return n
    }),
  )
  expect(await Promise.all(jobs)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, null, null])
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

test('a job that failed makes room for the next', async () => {
  const hashing = new Hashing()
  const fails = () => hashing.tryRun(() => Promise.reject(new Error('no memory')))
  for (let n = 0; n < 12; n += 1) await expect(fails()).rejects.toThrow('no memory')
  expect(await hashing.tryRun(async () => 'well')).toBe('well')
})
