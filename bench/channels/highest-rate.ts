/** How many numbers are tried between the last rate that holds and the first that does not. */
const HALVINGS = 3

/**
 * The highest rate that holds, as near as a bounded search comes: it goes up by `factor` until one does not hold, and halves
 * what lies between. A rate that fails is tried once more: a machine that was busy with something else is no finding.
 *
 * @param holds whether this many a second are served as promised.
 * @returns 0 when not even the first one holds.
 */
export async function highestRate(
  { from, factor, upTo }: { from: number; factor: number; upTo: number },
  holds: (perSecond: number) => Promise<boolean>,
): Promise<number> {
  const holdsAtLast = async (rate: number): Promise<boolean> => (await holds(rate)) || holds(rate)
  let best = 0
  let failed: number | null = null
  for (let rate = from; rate <= upTo && failed === null; rate = Math.round(rate * factor)) {
    if (await holdsAtLast(rate)) best = rate
    else failed = rate
  }
  if (failed === null || best === 0) return best
  for (let n = 0; n < HALVINGS; n += 1) {
    const rate = Math.round((best + failed) / 2)
    if (rate === best || rate === failed) break
    if (await holdsAtLast(rate)) best = rate
    else failed = rate
  }
  return best
}
