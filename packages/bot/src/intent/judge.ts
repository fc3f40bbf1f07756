import { CosineIndex } from './cosine.ts'
import type { Evidence } from './evidence.ts'
import type { Example } from './example.ts'
import { FeatureSpace } from './features.ts'
import type { Model } from './model.ts'
import { scoreClasses } from './separators.ts'
import { Spelling } from './spelling.ts'
import { contentWords, intentTerms, tokens } from './terms.ts'
import { WordUse } from './word-use.ts'

/** What speaks for and against the likeliest classes of a message, by falling score. None of what has no word. */
export type Judge = (folded: string, most: number) => { label: number; evidence: Evidence }[]

/** Ready to judge: the model beside the phrasings it was trained on. Linear in their text. */
export function makeJudge(
  { vocabulary, separators }: Pick<Model, 'vocabulary' | 'separators'>,
  examples: readonly Example[],
): Judge {
  const space = new FeatureSpace(vocabulary)
  const index = new CosineIndex(examples.map(({ folded }) => space.vector(intentTerms(folded))))
  const use = new WordUse(examples)
  const spelling = new Spelling(examples.map(({ folded }) => folded))
  const classes = separators.bias.length
  return (written, most) => {
    const folded = spelling.mend(written)
    const words = contentWords(folded)
    // A number or a sign by itself means no intent, however often it stands in phrasings.
    if (words.size === 0) return []
    const vector = space.vector(intentTerms(folded))
    const scores = scoreClasses(separators, vector)
    const cosines = nearest(index.scores(vector), examples, classes)
    const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
    const [best = 0, second = best] = order
    const likeliest = order.slice(0, most)
    const coverage = use.coverage(words, likeliest)
    return likeliest.flatMap((label, at) => {
      const words = coverage[at]
      if (!words) return []
      const score = scores[label] ?? 0
      const cosine = cosines[label] ?? 0
      const rivals = cosines.reduce((top, each, other) => (other === label ? top : Math.max(top, each)), 0)
      const evidence: Evidence = {
        score,
        margin: score - (scores[label === best ? second : best] ?? 0),
        cosine,
        cosineLead: cosine - rivals,
        ...words,
        length: Math.log1p(tokens(folded).length),
      }
      return [{ label, evidence }]
    })
  }
}

function nearest(cosines: Float64Array, examples: readonly Example[], classes: number): Float64Array {
  const best = new Float64Array(classes)
  cosines.forEach((cosine, at) => {
    const label = examples[at]?.label ?? 0
    if (cosine > (best[label] as number)) best[label] = cosine
  })
  return best
}
