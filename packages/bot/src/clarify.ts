import type { Locale, Option } from '@baton/protocol'
import type { Analysis } from './analysis.ts'
import type { Knowledge } from './knowledge.ts'
import { certainty, WEAK } from './retrieval/certainty.ts'

/** An intent at least this likely is worth naming. */
const LIKELY = 0.4
const MOST = 3

/**
 * What the customer may have meant, likeliest first, each as a button whose text is surely understood. Fewer than two
 * mean that there is nothing to choose between.
 */
export function clarifyingOptions(
  { intents, shelf }: Knowledge,
  { guesses, near }: Analysis,
  { locale, now }: { locale: Locale; now: number | undefined },
): Option[] {
  const served = new Set<string>()
  const meant: (Option & { likelihood: number })[] = []
  for (const { id, confidence } of guesses) {
    const intent = intents.get(id)
    if (!intent || confidence < LIKELY) continue
    if ('article' in intent.serve) served.add(intent.serve.article)
    const { phrasings } = intent
    const text = phrasings[locale][0] ?? phrasings['zh-CN'][0] ?? phrasings.en[0]
    if (text !== undefined) meant.push({ label: intent.name[locale], text, likelihood: confidence })
  }
  for (const [at, each] of near.entries()) {
    const title = served.has(each.article) || each.score < WEAK ? undefined : shelf(each.article, locale, now)?.title
    const rival = near[at === 0 ? 1 : 0]
    if (title !== undefined) meant.push({ label: title, text: title, likelihood: certainty(each, rival) })
  }
  const labels = new Set<string>()
  return meant
    .sort((left, right) => right.likelihood - left.likelihood)
    .filter(({ label }) => !labels.has(label) && labels.add(label))
    .slice(0, MOST)
    .map(({ label, text }) => ({ label, text }))
}
