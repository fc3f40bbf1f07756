import type { Sparse } from '../intent/features.ts'

const PASSES = 6

/** How a text stands to the groups: the nearest, and how much nearer than the second. */
export interface Placing {
  /** -1 for none. */
  group: number
  cosine: number
  lead: number
}

/**
 * Puts each text, also those of no group (-1), to the group whose mean is nearest, and means anew, a few times (spherical k-means; Dhillon & Modha,
 * Machine Learning 2001). O(passes · non-zeros · groups that hold a term).
 */
export function settle(vectors: readonly Sparse[], groups: readonly number[]): Placing[] {
  let placings = groups.map((group): Placing => ({ group, cosine: 0, lead: 0 }))
  for (let pass = 0; pass < PASSES; pass += 1) {
    const means = meansOf(vectors, placings)
    const next = vectors.map((vector, text) => place(vector, means, placings[text]?.group ?? -1))
    const moved = next.filter(({ group }, text) => group !== placings[text]?.group).length
    placings = next
    if (moved === 0) break
  }
  return placings
}

interface Means {
  /** By term: the groups that hold it, and their weights. */
  terms: Map<number, { groups: Int32Array; weights: Float64Array }>
  count: number
}

function meansOf(vectors: readonly Sparse[], placings: readonly Placing[]): Means {
  const count = Math.max(-1, ...placings.map(({ group }) => group)) + 1
  const sums = new Map<number, Map<number, number>>()
  vectors.forEach((vector, text) => {
    const group = placings[text]?.group ?? -1
    if (group < 0) return
    vector.ids.forEach((id, at) => {
      const held = sums.get(id) ?? new Map<number, number>()
      held.set(group, (held.get(group) ?? 0) + (vector.values[at] ?? 0))
      sums.set(id, held)
    })
  })
  const squares = new Float64Array(count)
  for (const held of sums.values())
    for (const [group, weight] of held) squares[group] = (squares[group] ?? 0) + weight * weight
  const terms: Means['terms'] = new Map()
  for (const [id, held] of sums) {
    const groups = Int32Array.from(held.keys())
    // Laid out end to end: every text walks over these.
    const weights = Float64Array.from(held, ([group, weight]) => weight / Math.sqrt(squares[group] || 1))
    terms.set(id, { groups, weights })
  }
  return { terms, count }
}

function place(vector: Sparse, { terms, count }: Means, home: number): Placing {
  const cosines = new Float64Array(count)
  for (let at = 0; at < vector.ids.length; at += 1) {
    const held = terms.get(vector.ids[at] ?? -1)
    if (!held) continue
    const value = vector.values[at] ?? 0
    const { groups, weights } = held
    for (let place = 0; place < groups.length; place += 1)
      cosines[groups[place] as number] =
        (cosines[groups[place] as number] as number) + (weights[place] as number) * value
  }
  let group = home
  let second = 0
  cosines.forEach((cosine, at) => {
    if (at === group) return
    if (cosine > (cosines[group] ?? 0)) {
      second = Math.max(second, cosines[group] ?? 0)
      group = at
    } else second = Math.max(second, cosine)
  })
  const cosine = cosines[group] ?? 0
  return { group, cosine, lead: cosine - second }
}
