import type { FeatureSpace } from './intent/features.ts'
import { bare } from './normalise.ts'
import { wordTerms } from './tokens.ts'

/** From this cosine on, two questions are the same one reworded. */
const SAME = 0.7
/** Only so many earlier messages are looked at, so that a long case costs no more than a short one. */
export const LOOK_BACK = 20

/** What of a message matters for "asked before". */
export interface Question {
  folded: string
  /** `type:value` of the entities it names, so that the same question about another order is another question. */
  entities: ReadonlySet<string>
  /** The intent or article it surely means. */
  meant: string | null
}

/**
 * Which of the earlier messages ask the same, by how many messages back they are: the same words, nearly the same words, or
 * surely the same meaning. A null asks nothing.
 */
export function findRepeats(question: Question, earlier: readonly (Question | null)[], space: FeatureSpace): number[] {
  const weights = weigh(question.folded, space)
  const isSame = (other: Question): boolean => {
    if (bare(other.folded) === bare(question.folded)) return true
    if (!sameEntities(question.entities, other.entities)) return false
    if (question.meant !== null && question.meant === other.meant) return true
    return cosine(weights, weigh(other.folded, space)) >= SAME
  }
  return earlier.flatMap((other, index) => (other && isSame(other) ? [earlier.length - index] : [])).reverse()
}

/** Terms the space never saw count too: a question nobody foresaw can still be asked twice. */
function weigh(folded: string, space: FeatureSpace): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of wordTerms(folded)) weights.set(term, space.weight(term))
  return weights
}

function cosine(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  let product = 0
  for (const [term, weight] of left) product += weight * (right.get(term) ?? 0)
  const norm = length(left) * length(right)
  return norm === 0 ? 0 : product / norm
}

function length(weights: ReadonlyMap<string, number>): number {
  let squares = 0
  for (const weight of weights.values()) squares += weight * weight
  return Math.sqrt(squares)
}

const sameEntities = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  left.size === right.size && [...left].every((each) => right.has(each))
