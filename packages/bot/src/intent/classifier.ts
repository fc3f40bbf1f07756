import type { Pack } from '@baton/protocol'
import { bare, normalise } from '../normalise.ts'
import { classifierTerms } from '../tokens.ts'
import { confidence } from './confidence.ts'
import { CosineIndex } from './cosine.ts'
import type { FeatureSpace, Sparse } from './features.ts'
import { scoreClasses, trainSeparators } from './svm.ts'

export interface Guess {
  id: string
  /** 0..1; exactly 1 when the message is one of the intent's phrasings. */
  confidence: number
}

/** Guesses are no use below this, and a reading then has no intent. */
const FLOOR = 0.3
const KEPT = 4

/** Best guesses for a message, likeliest first, none below `FLOOR`. */
export type Classifier = (folded: string, vector: Sparse) => Guess[]

/** Everything said in a pack for one intent, in every language, plus the questions of the article that serves it. */
function phrasings(pack: Pack): { label: number; folded: string }[] {
  return pack.intents.flatMap(({ phrasings, serve }, label) => {
    const own = Object.values(phrasings).flat()
    const served =
      'article' in serve
        ? pack.articles.filter((each) => each.id === serve.article).flatMap(({ questions }) => questions)
        : []
    return [...own, ...served].map((text) => ({ label, folded: normalise(text).folded }))
  })
}

/** Trains on the pack's phrasings: one model for all languages, since customers mix them. */
export function trainClassifier(pack: Pack, space: FeatureSpace): Classifier {
  const examples = phrasings(pack)
  const vectors = examples.map(({ folded }) => space.vector(classifierTerms(folded)))
  const labels = examples.map(({ label }) => label)
  const separators = trainSeparators(vectors, labels, space.size, pack.intents.length)
  const index = new CosineIndex(vectors)
  const exact = new Map<string, number>()
  for (const { folded, label } of examples) if (!exact.has(bare(folded))) exact.set(bare(folded), label)

  return (folded, vector) => {
    const scores = scoreClasses(separators, vector)
    const cosines = new Float64Array(pack.intents.length)
    index.scores(vector).forEach((cosine, example) => {
      const label = labels[example] ?? 0
      cosines[label] = Math.max(cosines[label] ?? 0, cosine)
    })
    const said = exact.get(bare(folded))
    const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
    const best = order[0] ?? 0
    const guesses: Guess[] = []
    for (const label of order.slice(0, KEPT)) {
      const id = pack.intents[label]?.id
      if (id === undefined) continue
      const rival = scores[label === best ? (order[1] ?? best) : best] ?? 0
      const score = scores[label] ?? 0
      const guess = confidence({ score, margin: score - rival, cosine: cosines[label] ?? 0 })
      if (guess >= FLOOR && label !== said) guesses.push({ id, confidence: guess })
    }
    const saidId = said === undefined ? undefined : pack.intents[said]?.id
    if (saidId !== undefined) guesses.unshift({ id: saidId, confidence: 1 })
    return guesses.sort((left, right) => right.confidence - left.confidence)
  }
}
