import type { Sparse } from '../intent/features.ts'

/** An undirected graph as lists of neighbours: `weights[i][k]` is that of the edge from i to `ids[i][k]`. */
export interface Graph {
  ids: number[][]
  weights: number[][]
}

/** Nearest texts each is joined with. */
const NEAREST = 10
/** Texts less alike than this say nothing about one another. */
const LEAST = 0.2
/** Terms in more texts than this share are in every kind of question, unless there are few texts. */
const COMMON = 0.15
const FEW = 40
/** However many texts there are: more would take too long. */
const MANY = 400

/** Joins each text with those nearest to it by cosine. O(Σ of the squared lengths of the terms' postings), common terms left out. */
export function joinNearest(vectors: readonly Sparse[], terms: number): Graph {
  const postings: { texts: number[]; values: number[] }[] = Array.from({ length: terms }, () => ({
    texts: [],
    values: [],
  }))
  vectors.forEach((vector, text) => {
    vector.ids.forEach((id, at) => {
      postings[id]?.texts.push(text)
      postings[id]?.values.push(vector.values[at] ?? 0)
    })
  })
  const most = Math.max(FEW, Math.min(MANY, vectors.length * COMMON))
  const graph: Graph = { ids: vectors.map(() => []), weights: vectors.map(() => []) }
  const scores = new Float64Array(vectors.length)
  vectors.forEach((vector, text) => {
    const touched: number[] = []
    vector.ids.forEach((id, at) => {
      const { texts = [], values = [] } = postings[id] ?? {}
      if (texts.length > most) return
      const weight = vector.values[at] ?? 0
      texts.forEach((other, place) => {
        if (other === text) return
        if (scores[other] === 0) touched.push(other)
        scores[other] = (scores[other] ?? 0) + weight * (values[place] ?? 0)
      })
    })
    const near = touched
      .filter((other) => (scores[other] ?? 0) >= LEAST)
      .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right)
      .slice(0, NEAREST)
    for (const other of near) join(graph, text, other, scores[other] ?? 0)
    for (const other of touched) scores[other] = 0
  })
  return graph
}

/** Twice where each is among the nearest of the other, which tells more. */
function join({ ids, weights }: Graph, from: number, to: number, weight: number): void {
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    const at = ids[one]?.indexOf(other) ?? -1
    if (at < 0) {
      ids[one]?.push(other)
      weights[one]?.push(weight)
    } else if (weights[one]) weights[one][at] = (weights[one][at] ?? 0) + weight
  }
}
