import { median } from '../numbers.ts'

const BEFORE_MS = 3_000
const AFTER_MS = 7_000
/** Above what it was. */
const MARGIN_MS = 30

/**
 * How long after a stall the last was heard that came more than 30 ms later than before it. Before it the buffer was at its
 * target, so that is when it is back within 30 ms of it. NaN where too little was heard to tell, or where it never came back.
 */
export function recoveryMs(heard: readonly { at: number; ms: number }[], stall: { from: number; to: number }): number {
  const usual = median(heard.filter(({ at }) => at < stall.from && at > stall.from - BEFORE_MS).map(({ ms }) => ms))
  const after = heard.filter(({ at }) => at >= stall.from && at < stall.from + AFTER_MS)
  const last = after.at(-1)
  if (Number.isNaN(usual) || !last || last.ms > usual + MARGIN_MS) return Number.NaN
  const late = after.findLast(({ ms }) => ms > usual + MARGIN_MS)
  return late ? Math.max(0, late.at + late.ms - stall.to) : 0
}
