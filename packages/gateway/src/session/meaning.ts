import { type Embedded, embedded, type Near, rerank, splitPassages, usualCosine } from '@baton/bot/retrieval'
import type { BotContext, EmbeddingsProvider, Reading } from '@baton/protocol'
import { SizedCache } from '../knowledge/sized-cache.ts'
import { warn } from '../log.ts'
import { ProviderError } from '../providers/provider-error.ts'
import type { Hired } from '../providers/providers.ts'
import type { Knowhow } from './knowhow.ts'

/** Articles that are looked at by meaning, nearest by their words first, and passages of each. */
const MOST_ARTICLES = 24
const MOST_PASSAGES = 3
/** Vectors that an isolate keeps: a number is a byte. */
const KEPT_BYTES = 12 * 1024 * 1024
const NEAREST = 5
/** As sure as this by words, nobody is asked. */
const SURE = 0.8

/** Vectors of passages by snapshot, model, article and language. */
const kept = new SizedCache<readonly Embedded[]>({ bytes: KEPT_BYTES })

/**
 * Orders what was found by words anew, by meaning. Null where words are sure, nothing was found, or the provider fails; then
 * the words' order stands. One call: the question, and passages that were not asked for before.
 */
export async function nearestByMeaning(
  { provider, settings }: Hired<EmbeddingsProvider>,
  knowhow: Knowhow,
  reading: Reading,
  { now, flow }: BotContext,
): Promise<Near[] | null> {
  const isSure = (reading.intent?.confidence ?? 0) >= SURE || reading.nearest[0]?.score === 1
  if (flow || isSure || reading.text === '' || reading.wantsPerson.length > 0) return null
  const brain = knowhow.brain()
  const candidates = brain.candidates(reading.text, now).slice(0, MOST_ARTICLES)
  if (candidates.length < 2) return null
  const keyOf = (article: string) =>
    [knowhow.snapshot.version, settings.url, settings.model, article, reading.locale].join('\n')
  // Held here: what comes may push out of the cache what is needed beside it.
  const known = new Map(
    candidates.flatMap(({ article }) => {
      const vectors = kept.get(keyOf(article))
      return vectors ? [[article, vectors] as const] : []
    }),
  )
  const missing = candidates.flatMap(({ article }) => {
    const found = known.has(article) ? undefined : brain.article(article, reading.locale, now)
    if (!found) return []
    const texts = splitPassages(found.body)
      .slice(0, MOST_PASSAGES)
      .map(({ text }) => `${found.title}\n${text}`)
    return [{ article, texts }]
  })
  try {
    const { vectors } = await provider.embed([reading.text, ...missing.flatMap(({ texts }) => texts)])
    const [query, ...rest] = vectors.map(embedded)
    if (!query) return null
    let at = 0
    for (const { article, texts } of missing) {
      const passages = rest.slice(at, at + texts.length)
      known.set(article, passages)
      kept.put(
        keyOf(article),
        passages,
        passages.reduce((sum, { length }) => sum + length, 0),
      )
      at += texts.length
    }
    const vectorsOf = (article: string) => known.get(article)?.filter(({ length }) => length === query.length)
    const usual = usualCosine(candidates.flatMap(({ article }) => vectorsOf(article) ?? []))
    return rerank(candidates, query, vectorsOf, usual).slice(0, NEAREST)
  } catch (error) {
    if (!(error instanceof ProviderError)) warn('session.meaning', error)
    return null
  }
}
