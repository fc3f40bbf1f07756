import type { EvidenceRow } from '../intent/model.ts'

/** With so many labels, what agents say counts as much as what training has seen. */
const AS_MUCH = 100

/**
 * How much each row counts: messages from outside of all intents make up `outOfScope` of what training has seen; labels
 * are live messages, so they stand for themselves. Together the weights are as many as the rows.
 */
export function weightsOf(rows: readonly EvidenceRow[], outOfScope: number): number[] {
  const labels = rows.filter(({ from }) => from === 'label').length
  const outside = rows.filter(({ from }) => from === 'stranger').length
  const inside = rows.length - labels - outside
  const live = inside + outside === 0 ? 1 : labels / (labels + AS_MUCH)
  const share = { phrasing: (1 - live) * (1 - outOfScope), stranger: (1 - live) * outOfScope, label: live }
  const count = { phrasing: inside, stranger: outside, label: labels }
  return rows.map(({ from }) => (share[from] * rows.length) / (count[from] || 1))
}
