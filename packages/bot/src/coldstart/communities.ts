import type { Graph } from './neighbours.ts'

const PASSES = 20

/**
 * Parts a graph into communities that are joined more within than chance would have it: modularity by the Louvain method
 * (Blondel et al., J. Stat. Mech. 2008), nodes in their order, so the same graph gives the same parts. `resolution` above 1
 * makes more and smaller ones. About O(edges) a pass; answers the community of each node, numbered from 0 by first node.
 */
export function findCommunities(graph: Graph, resolution: number): number[] {
  let level = graph
  let within = new Float64Array(graph.ids.length)
  let members = graph.ids.map((_, node) => node)
  for (;;) {
    const parts = renumbered(moveNodes(level, within, resolution))
    const count = Math.max(-1, ...parts) + 1
    members = members.map((node) => parts[node] ?? 0)
    if (count === level.ids.length) return members
    ;[level, within] = merged(level, within, parts, count)
  }
}

/** Moves each node to the neighbouring community that gains most, until none gains. `within` is the weight inside a node. */
function moveNodes({ ids, weights }: Graph, within: Float64Array, resolution: number): number[] {
  const degrees = weights.map((each, node) => each.reduce((sum, weight) => sum + weight, 0) + 2 * (within[node] ?? 0))
  const total = degrees.reduce((sum, degree) => sum + degree, 0)
  const parts = ids.map((_, node) => node)
  const volumes = Float64Array.from(degrees)
  if (total === 0) return parts
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = 0
    ids.forEach((neighbours, node) => {
      const degree = degrees[node] ?? 0
      const home = parts[node] ?? 0
      volumes[home] = (volumes[home] ?? 0) - degree
      const ties = new Map<number, number>([[home, 0]])
      neighbours.forEach((other, at) => {
        const part = parts[other] ?? 0
        ties.set(part, (ties.get(part) ?? 0) + (weights[node]?.[at] ?? 0))
      })
      let best = home
      let most = Number.NEGATIVE_INFINITY
      for (const [part, tie] of ties) {
        const gain = tie - (resolution * degree * (volumes[part] ?? 0)) / total
        if (gain > most + 1e-12) {
          most = gain
          best = part
        }
      }
      volumes[best] = (volumes[best] ?? 0) + degree
      if (best !== home) moved += 1
      parts[node] = best
    })
    if (moved === 0) break
  }
  return parts
}

function renumbered(parts: readonly number[]): number[] {
  const numbers = new Map<number, number>()
  return parts.map((part) => {
    const number = numbers.get(part) ?? numbers.size
    numbers.set(part, number)
    return number
  })
}

/** The graph whose nodes are the communities of another. */
function merged(
  graph: Graph,
  within: Float64Array,
  parts: readonly number[],
  count: number,
): [Graph, Float64Array<ArrayBuffer>] {
  const inside = new Float64Array(count)
  const ties: Map<number, number>[] = Array.from({ length: count }, () => new Map())
  graph.ids.forEach((neighbours, node) => {
    const part = parts[node] ?? 0
    inside[part] = (inside[part] ?? 0) + (within[node] ?? 0)
    neighbours.forEach((other, at) => {
      const to = parts[other] ?? 0
      const weight = graph.weights[node]?.[at] ?? 0
      // Each edge is there from both ends.
      if (to === part) inside[part] = (inside[part] ?? 0) + weight / 2
      else ties[part]?.set(to, (ties[part]?.get(to) ?? 0) + weight)
    })
  })
  return [{ ids: ties.map((each) => [...each.keys()]), weights: ties.map((each) => [...each.values()]) }, inside]
}
