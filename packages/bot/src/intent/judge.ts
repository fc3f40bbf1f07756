import type { Evidence } from './evidence.ts'
import type { Example } from './example.ts'
import { FeatureSpace, type Vector } from './features.ts'
import type { Model } from './model.ts'
import { NearestOfClass } from './nearest.ts'
import { scoreClasses } from './separators.ts'
import { Spelling } from './spelling.ts'
import { contentWords, intentTerms, tokens } from './terms.ts'
import { WordUse } from './word-use.ts'

/** What speaks for and against the likeliest classes of a message, by falling score. None of what has no word. */
export type Judge = (folded: string) => { label: number; evidence: Evidence }[]

/** Classes beyond are no rivals. */
const LIKELIEST = 4

/**
 * Ready to judge: the model beside the phrasings it was trained on. Linear in their text. `vectors` of the examples are
 * computed where they are not at hand.
 */
export function makeJudge(
  { vocabulary, separators, vectors }: Pick<Model, 'vocabulary' | 'separators'> & { vectors?: readonly Vector[] },
  examples: readonly Example[],
): Judge {
  const space = new FeatureSpace(vocabulary)
  const nearest = new NearestOfClass(
    vectors ?? examples.map(({ folded }) => space.vector(intentTerms(folded))),
    examples.map(({ label }) => label),
    space.size,
  )
  const use = new WordUse(examples)
  const spelling = new Spelling(examples.map(({ folded }) => folded))
  return (written) => {
    const folded = spelling.mend(written)
    const words = contentWords(folded)
    // A number or a sign by itself means no intent, however often it stands in phrasings.
    if (words.size === 0) return []
    const vector = space.vector(intentTerms(folded))
    const scores = scoreClasses(separators, vector)
    const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
    const [best = 0, second = best] = order
    const likeliest = order.slice(0, LIKELIEST)
    const coverage = use.coverage(words, likeliest)
    const cosines = nearest.cosines(vector, likeliest)
    const length = Math.log1p(tokens(folded).length)
    return likeliest.flatMap((label, at) => {
      const covered = coverage[at]
      if (!covered) return []
      const score = scores[label] ?? 0
      const cosine = cosines[at] ?? 0
      const rivals = cosines.reduce((top, each, other) => (other === at ? top : Math.max(top, each)), 0)
      const margin = score - (scores[label === best ? second : best] ?? 0)
      return [{ label, evidence: { score, margin, cosine, cosineLead: cosine - rivals, ...covered, length } }]
    })
  }
}
