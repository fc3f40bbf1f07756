import type { Locale, Option } from '@baton/protocol'
import type { Analysis } from './analysis.ts'
import type { Knowledge } from './knowledge.ts'
import { normalise } from './normalise.ts'
import { certainty, WEAK } from './retrieval/certainty.ts'
import { sharedTopic, topicIn } from './topic.ts'

/** An intent at least this likely is worth naming. */
const LIKELY = 0.4
/** … and this likely, it is worth asking about by itself: most often it is what was meant. */
const ALONE = 0.5
const MOST = 3
/** A topic alone says less: so many of what it may be about. */
const MOST_OF_TOPIC = 4

/** What a topic without a word about it may be about; empty when the message is none, or nobody can say which. */
export const topicOptions = (knowledge: Knowledge, analysis: Analysis, locale: Locale): Option[] =>
  sharedTopic(knowledge, analysis)
    .slice(0, MOST_OF_TOPIC)
    // The topic again would be asked about again.
    .flatMap(({ id }) => optionOf(knowledge, id, locale, (text) => topicIn(normalise(text)) === null) ?? [])

/** An intent as a button whose text is surely understood. */
function optionOf(
  { intents }: Knowledge,
  id: string,
  locale: Locale,
  fits: (text: string) => boolean = () => true,
): Option | null {
  const intent = intents.get(id)
  const text = intent && [...intent.phrasings[locale], ...Object.values(intent.phrasings).flat()].find(fits)
  return intent && text !== undefined ? { label: intent.name[locale], text } : null
}

/** Two intents are likely and none is sure: better to ask which than to answer from an article that is near to both. */
export const isTorn = ({ guesses }: Analysis): boolean =>
  guesses.filter(({ confidence }) => confidence >= LIKELY).length > 1

/**
 * What the customer may have meant, likeliest first, each as a button whose text is surely understood. None when
 * nothing is likely enough to be asked about.
 */
export function clarifyingOptions(
  knowledge: Knowledge,
  { guesses, near }: Analysis,
  { locale, now }: { locale: Locale; now: number | undefined },
): Option[] {
  const { intents, shelf } = knowledge
  const served = new Set<string>()
  const meant: (Option & { likelihood: number })[] = []
  for (const { id, confidence } of guesses) {
    const intent = intents.get(id)
    if (!intent || confidence < LIKELY) continue
    if ('article' in intent.serve) served.add(intent.serve.article)
    const option = optionOf(knowledge, id, locale)
    if (option) meant.push({ ...option, likelihood: confidence })
  }
  for (const [at, each] of near.entries()) {
    const title = served.has(each.article) || each.score < WEAK ? undefined : shelf(each.article, locale, now)?.title
    const rival = near[at === 0 ? 1 : 0]
    if (title !== undefined) meant.push({ label: title, text: title, likelihood: certainty(each, rival) })
  }
  const labels = new Set<string>()
  const options = meant
    .sort((left, right) => right.likelihood - left.likelihood)
    .filter(({ label }) => !labels.has(label) && labels.add(label))
    .slice(0, MOST)
  if (options.length === 1 && (guesses[0]?.confidence ?? 0) < ALONE) return []
  return options.map(({ label, text }) => ({ label, text }))
}
