import { type Guess, makeRanker } from '../intent/classifier.ts'
import type { Model } from '../intent/model.ts'
import { normalise } from '../normalise.ts'
import { examplesOf, type Lessons } from './examples.ts'

/** The likeliest intents of a message as it was written, however unlikely, for measuring a model by itself. */
export type Ranker = (text: string) => Guess[]

/** `lessons` are those the model is of. */
export function ranker(model: Model, lessons: Lessons): Ranker {
  const rank = makeRanker(model, examplesOf(lessons))
  return (text) => rank(normalise(text).folded)
}
