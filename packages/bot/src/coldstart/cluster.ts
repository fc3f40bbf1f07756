import { FeatureSpace, learnVocabulary } from '../intent/features.ts'
import { classifierTerms } from '../tokens.ts'
import type { Asking } from './asking.ts'
import { settle } from './centroids.ts'
import { findCommunities } from './communities.ts'
import { joinNearest } from './neighbours.ts'

/** Groups that fewer asked are dissolved before any is settled, and so are those beyond the most anybody will look at. */
const LEAST_BEGUN = 3
const MOST_GROUPS = 300
/** A text less alike than this to the middle of its group, or as near to another, stays out of it. */
const LEAST_COSINE = 0.3
const LEAST_LEAD = 0.05

/** Texts that ask for the same, nearest to their middle first. */
export type Cluster = Asking[]

/**
 * Groups texts by what they ask for: nearest neighbours in TF-IDF are joined, communities found among them and settled around
 * their middles. Groups that fewer than `least` asked are dissolved. Answers the largest first, and what belongs to none.
 */
export function cluster(asking: readonly Asking[], least: number): { clusters: Cluster[]; left: Asking[] } {
  const documents = asking.map(({ folded }) => classifierTerms(folded))
  const space = new FeatureSpace(learnVocabulary(documents))
  const vectors = documents.map((terms) => space.vector(terms))
  const communities = findCommunities(joinNearest(vectors, space.size), resolutionFor(asking.length))
  const placings = settle(vectors, largest(communities, asking))
  const groups = new Map<number, { text: Asking; cosine: number }[]>()
  const left: Asking[] = []
  asking.forEach((text, at) => {
    const { group = -1, cosine = 0, lead = 0 } = placings[at] ?? {}
    if (group < 0 || cosine < LEAST_COSINE || lead < LEAST_LEAD) left.push(text)
    else groups.set(group, [...(groups.get(group) ?? []), { text, cosine }])
  })
  const clusters: Cluster[] = []
  for (const group of groups.values()) {
    const texts = group.sort((one, other) => other.cosine - one.cosine).map(({ text }) => text)
    if (timesOf(texts) < least) left.push(...texts)
    else clusters.push(texts)
  }
  return { clusters: clusters.sort((one, other) => timesOf(other) - timesOf(one)), left }
}

/** How many asked. */
export const timesOf = (texts: readonly Asking[]): number => texts.reduce((sum, { times }) => sum + times, 0)

/**
 * Modularity sees nothing small in what is large, so more texts need more of it. On the large side: two groups of one kind are joined
 * by a word, one of two kinds is not parted.
 */
const resolutionFor = (texts: number): number => Math.max(1.5, Math.log2(texts / 40))

/** Communities worth settling keep a number; the others are -1. */
function largest(communities: readonly number[], asking: readonly Asking[]): number[] {
  const sizes = new Map<number, number>()
  communities.forEach((community, at) => {
    sizes.set(community, (sizes.get(community) ?? 0) + (asking[at]?.times ?? 0))
  })
  const kept = [...sizes]
    .filter(([, size]) => size >= LEAST_BEGUN)
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, MOST_GROUPS)
  const numbers = new Map(kept.map(([community], number) => [community, number]))
  return communities.map((community) => numbers.get(community) ?? -1)
}
