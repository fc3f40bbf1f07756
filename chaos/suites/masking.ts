import type { Row } from '@baton/bench/row'
import { measureMasking } from '@baton/relay/masking/testing'
import type { Suite } from '../trial.ts'

/** Recall, false positives and time of the door that masks. */
export const masking: Suite = async ({ seed }) => {
  const rows: Row[] = measureMasking(seed, () => performance.now())
  return { rows }
}
