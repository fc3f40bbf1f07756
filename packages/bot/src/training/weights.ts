import type { EvidenceRow } from '../intent/model.ts'

/** With so many labels, what agents say counts as much as what training has seen. */
const AS_MUCH = 100

/**
 * An intent held out whole is a near miss of those beside it. Of what customers really ask beyond a bot, more than half is
 * about something else altogether and is refused anyway: with this share, nine in ten are right where two in five
 * messages are out of scope (CLINC150: its out-of-scope questions, which calibration never sees).
 */
const NEAR_MISSES = 0.43

/**
 * How much each row counts: messages from outside of all intents make up `outOfScope` of what customers write, of
 * which the near misses are among what training has seen; labels
 * are live messages, so they stand for themselves. Together the weights are as many as the rows.
 */
export function weightsOf(rows: readonly EvidenceRow[], outOfScope: number): number[] {
  const labels = rows.filter(({ from }) => from === 'label').length
  const outside = rows.filter(({ from }) => from === 'stranger').length
  const inside = rows.length - labels - outside
  const live = inside + outside === 0 ? 1 : labels / (labels + AS_MUCH)
  const near = (outOfScope * NEAR_MISSES) / (1 - outOfScope + outOfScope * NEAR_MISSES)
  const share = { phrasing: (1 - live) * (1 - near), stranger: (1 - live) * near, label: live }
  const count = { phrasing: inside, stranger: outside, label: labels }
  return rows.map(({ from }) => (share[from] * rows.length) / (count[from] || 1))
}
