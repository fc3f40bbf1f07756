import { wordTerms } from '../tokens.ts'
import type { Cluster } from './cluster.ts'

const NAMED_BY = 3
/** Terms that say less than this share of what the best one does name nothing. */
const LEAST_WEIGHT = 0.4
/** Terms that a share of a cluster this small has are chance. */
const LEAST_SHARE = 0.15

/**
 * What each cluster says and the others do not: its words, or pairs of Han characters, by how many of its texts hold them against how
 * many clusters do. Best first.
 */
export function characteristicTerms(clusters: readonly Cluster[]): string[][] {
  const counted = clusters.map((texts) => {
    const counts = new Map<string, number>()
    for (const { folded } of texts)
      for (const term of new Set(wordTerms(folded))) if (isWord(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
    return { size: texts.length, counts }
  })
  const spread = new Map<string, number>()
  for (const { size, counts } of counted)
    for (const [term, count] of counts) if (count / size >= LEAST_SHARE) spread.set(term, (spread.get(term) ?? 0) + 1)
  return counted.map(({ size, counts }) => {
    const weigh = (term: string, count: number) =>
      (count / size) * Math.log(1 + clusters.length / (spread.get(term) ?? 1))
    const ranked = [...counts]
      .filter(([, count]) => count / size >= LEAST_SHARE)
      .map(([term, count]) => ({ term, weight: weigh(term, count) }))
      .sort((left, right) => right.weight - left.weight || left.term.localeCompare(right.term))
    const telling = ranked.filter(({ weight }) => weight >= LEAST_WEIGHT * (ranked[0]?.weight ?? 0))
    return distinct(telling.map(({ term }) => term)).slice(0, NAMED_BY)
  })
}

/** Single letters and single Han characters say too little to name something by; pairs of words come as their words. */
const isWord = (term: string): boolean =>
  /^\p{Script=Han}/u.test(term) ? term.length === 2 : /^\p{L}{3,}$/u.test(term)

/** Without pairs that overlap one before: of 退货运费 stay 退货 and 运费, not 货运. */
function distinct(terms: readonly string[]): string[] {
  const kept: string[] = []
  for (const term of terms) {
    const overlaps = kept.some(
      (each) => /^\p{Script=Han}/u.test(term) && [...term].some((character) => each.includes(character)),
    )
    if (!overlaps) kept.push(term)
  }
  return kept
}
