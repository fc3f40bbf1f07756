import { weigh } from '../intent/evidence.ts'
import type { Example } from '../intent/example.ts'
import { makeJudge } from '../intent/judge.ts'
import type { EvidenceRow } from '../intent/model.ts'
import { seeded } from '../intent/seeded.ts'
import { examplesOf, type Lessons } from './examples.ts'
import { learnClasses } from './learn-classes.ts'

/** One round of cross-validation: JSON, so that an alarm can do one and sleep. */
export interface Fold {
  at: number
  of: number
}

/** What a fold has seen: JSON. */
export interface FoldEvidence {
  fold: Fold
  rows: EvidenceRow[]
}

const ROUNDS = 5

/** The rounds to run before `finishTraining`. */
export const FOLDS: readonly Fold[] = Array.from({ length: ROUNDS }, (_, at) => ({ at, of: ROUNDS }))

/**
 * Leave-intents-out: a fifth of the intents is dropped whole, so that their phrasings stand for what no intent means,
 * and a fifth of the phrasings of the others is held out. Costs one training.
 */
export function runFold(lessons: Lessons, fold: Fold): FoldEvidence {
  const examples = examplesOf(lessons)
  const intents = lessons.intents.length
  const dropped = new Set(shuffled(intents, 1).filter((_, at) => intents > 1 && at % fold.of === fold.at))
  const held = new Set(shuffled(examples.length, 2).filter((_, at) => at % fold.of === fold.at))
  const taught: Example[] = []
  const asked: Example[] = []
  examples.forEach((example, at) => {
    if (dropped.has(example.label) || held.has(at)) asked.push(example)
    else taught.push(example)
  })
  if (taught.length === 0) return { fold, rows: [] }
  const judge = makeJudge(learnClasses(taught, intents), taught)
  const rows = asked.flatMap(({ folded, label }): EvidenceRow[] => {
    const [best] = judge(folded)
    if (!best) return []
    const stranger = dropped.has(label)
    const from = stranger ? 'stranger' : 'phrasing'
    return [{ truth: stranger ? -1 : label, guess: best.label, features: weigh(best.evidence), from }]
  })
  return { fold, rows }
}

/** The numbers below `count` in an order that depends on the seed alone. */
function shuffled(count: number, seed: number): number[] {
  const random = seeded(seed)
  const order = Array.from({ length: count }, (_, at) => at)
  for (let left = count; left > 1; left -= 1) {
    const pick = random() % left
    const last = order[left - 1] ?? 0
    order[left - 1] = order[pick] ?? 0
    order[pick] = last
  }
  return order
}
