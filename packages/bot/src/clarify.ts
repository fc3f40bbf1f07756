import type { Locale, Option } from '@baton/protocol'
import type { Analysis } from './analysis.ts'
import type { Knowledge } from './knowledge.ts'
import { WEAK } from './retrieval/nearest.ts'

/** An intent at least this likely is worth naming. */
const LIKELY = 0.4
const MOST = 3

/**
 * What the customer may have meant, likeliest first, each as a button whose text is surely understood. Fewer than two
 * mean that there is nothing to choose between.
 */
export function clarifyingOptions({ intents, shelf }: Knowledge, analysis: Analysis, locale: Locale): Option[] {
  const served = new Set<string>()
  const meant: (Option & { score: number })[] = []
  for (const { id, confidence } of analysis.guesses) {
    const intent = intents.get(id)
    if (!intent || confidence < LIKELY) continue
    if ('article' in intent.serve) served.add(intent.serve.article)
    const { phrasings } = intent
    const text = phrasings[locale][0] ?? phrasings['zh-CN'][0] ?? phrasings.en[0]
    if (text !== undefined) meant.push({ label: intent.name[locale], text, score: confidence })
  }
  for (const { article, score } of analysis.near) {
    const title = served.has(article) || score < WEAK ? undefined : shelf(article, locale)?.title
    if (title !== undefined) meant.push({ label: title, text: title, score })
  }
  return meant
    .sort((left, right) => right.score - left.score)
    .slice(0, MOST)
    .map(({ label, text }) => ({ label, text }))
}
