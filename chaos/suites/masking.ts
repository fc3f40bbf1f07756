import type { Row } from '@baton/bench/row'
import { measureMasking } from '@baton/relay/masking/testing'
import type { Suite } from '../trial.ts'

/** Milliseconds that this thread has worked. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Recall, false positives and time of the door that masks. */
export const masking: Suite = async ({ seed }) => {
  const rows: Row[] = measureMasking(seed, () => performance.now(), cpuTime)
  return { rows }
}
