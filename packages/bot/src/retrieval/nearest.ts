import type { Article } from '@baton/protocol'
import { CosineIndex } from '../intent/cosine.ts'
import type { FeatureSpace, Sparse } from '../intent/features.ts'
import { bare, normalise } from '../normalise.ts'
import { classifierTerms, wordTerms } from '../tokens.ts'
import { Bm25 } from './bm25.ts'

export interface Near {
  article: string
  /** 0..1; exactly 1 when the message is one of the article's questions. */
  score: number
}

/** From here on an article answers the message unasked … */
const CLEAR = 0.6
/** … and from here on, if the next one is far behind. */
const LIKELY = 0.4
const LEAD = 0.12
/** From here on an article may be offered as one of several. */
export const WEAK = 0.33
const KEPT = 5
/** How much a near question counts against words found anywhere in the article. */
const QUESTION_SHARE = 0.7

/** Nearest public articles, best first. */
export type Search = (folded: string, vector: Sparse) => Near[]

/** Ready to search in all languages at once: a question in Chinese finds a Chinese text whatever the page's language. */
export function buildSearch(articles: readonly Article[], space: FeatureSpace): Search {
  const shown = articles.filter(({ audience }) => audience === 'public')
  const asked = shown.map(({ title, questions }) => [title, ...questions].map((text) => normalise(text).folded))
  const words = new Bm25(
    shown.map(({ body }, index) => [...(asked[index] ?? []), normalise(body).folded].flatMap(wordTerms)),
  )
  const owners = asked.flatMap((questions, article) => questions.map(() => article))
  const questions = new CosineIndex(asked.flat().map((folded) => space.vector(classifierTerms(folded))))
  const exact = new Map<string, string>()
  asked.forEach((each, index) => {
    const id = shown[index]?.id
    if (id !== undefined) for (const folded of each) if (!exact.has(bare(folded))) exact.set(bare(folded), id)
  })

  return (folded, vector) => {
    const closest = new Float64Array(shown.length)
    questions.scores(vector).forEach((cosine, question) => {
      const owner = owners[question] ?? 0
      closest[owner] = Math.max(closest[owner] ?? 0, cosine)
    })
    const best = new Map<string, number>()
    words.scores(wordTerms(folded)).forEach((score, index) => {
      const id = shown[index]?.id
      const fused = QUESTION_SHARE * (closest[index] ?? 0) + (1 - QUESTION_SHARE) * score
      if (id !== undefined && fused > (best.get(id) ?? 0)) best.set(id, Math.min(1, fused))
    })
    const said = exact.get(bare(folded))
    if (said !== undefined) best.set(said, 1)
    return [...best]
      .map(([article, score]) => ({ article, score }))
      .sort((left, right) => right.score - left.score || (left.article < right.article ? -1 : 1))
      .slice(0, KEPT)
  }
}

/** The article that answers by itself; null when none is near enough, or two are about as near. */
export function strongest([first, second]: readonly Near[]): Near | null {
  if (!first) return null
  const lead = first.score - (second?.score ?? 0)
  return first.score >= CLEAR || (first.score >= LIKELY && lead >= LEAD) ? first : null
}
