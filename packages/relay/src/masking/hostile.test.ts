import { expect, test } from 'vitest'
import { HOSTILE, timesOf } from './testing/hostile.ts'

/** This package is for every engine, and its tests run in Node. */
declare const process: { threadCpuUsage(): { user: number; system: number } }

/** Milliseconds of this thread, whatever else the machine does. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

// Twenty milliseconds and less on a quiet core, which `measureMasking` holds. One that ten others share takes longer.
test.each(HOSTILE)('T-31 64 KiB of %j take no longer than 60 ms', { timeout: 60_000 }, (part) => {
  expect(Math.max(...timesOf([part], 12, cpuTime))).toBeLessThan(60)
})
