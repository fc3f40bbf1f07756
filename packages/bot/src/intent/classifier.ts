import { bare } from '../normalise.ts'
import { confidence } from './confidence.ts'
import { weigh } from './evidence.ts'
import type { Example } from './example.ts'
import { makeJudge } from './judge.ts'
import type { Model } from './model.ts'

export interface Guess {
  id: string
  /** 0..1; exactly 1 when the message is one of the intent's phrasings. */
  confidence: number
}

/** Guesses are no use below this, and a reading then has no intent. */
const FLOOR = 0.3

/** Best guesses for a folded message, likeliest first, none below `FLOOR`. */
export type Classifier = (folded: string) => Guess[]

/** Puts a model to work beside the phrasings it was trained on. Linear in their text. */
export function makeClassifier(model: Model, examples: readonly Example[]): Classifier {
  const rank = makeRanker(model, examples)
  return (folded) => rank(folded).filter(({ confidence }) => confidence >= FLOOR)
}

/** The likeliest guesses, however unlikely. */
export function makeRanker(model: Model, examples: readonly Example[]): Classifier {
  const judge = makeJudge(model, examples)
  // Not the model itself, whose evidence is of no use here and would be kept in memory.
  const { intents, calibration } = model
  const exact = new Map<string, number>()
  for (const { folded, label } of examples) if (!exact.has(bare(folded))) exact.set(bare(folded), label)

  return (folded) => {
    const said = exact.get(bare(folded))
    const guesses: Guess[] = []
    for (const { label, evidence } of judge(folded)) {
      const id = intents[label]
      if (id !== undefined && label !== said)
        guesses.push({ id, confidence: confidence(calibration, weigh(evidence), label) })
    }
    const saidId = said === undefined ? undefined : intents[said]
    if (saidId !== undefined) guesses.unshift({ id: saidId, confidence: 1 })
    return guesses.sort((left, right) => right.confidence - left.confidence)
  }
}
