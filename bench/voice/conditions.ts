import type { Conditions } from './network/path.ts'

/**
 * Of each hop, and a call has two: from one page to the relay, and from there to the other. So 20 ms each are 40 ms one way,
 * and 1 % each are 2 %.
 */
export const CONDITIONS = {
  '40ms': { delayMs: 20, jitterMs: 5, loss: 0 },
  '40ms 2% loss': { delayMs: 20, jitterMs: 5, loss: 0.01 },
  'heavy jitter': { delayMs: 30, jitterMs: 30, loss: 0.01 },
} as const satisfies Record<string, Conditions>
export type Condition = keyof typeof CONDITIONS
