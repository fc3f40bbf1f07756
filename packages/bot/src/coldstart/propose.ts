import { LOCALES, type Locale, type Pack, type Proposal, type ProposedIntent } from '@baton/protocol'
import { CosineIndex } from '../intent/cosine.ts'
import { FeatureSpace, learnVocabulary } from '../intent/features.ts'
import { detectLanguage } from '../language.ts'
import { normalise } from '../normalise.ts'
import { buildSearch } from '../retrieval/nearest.ts'
import { classifierTerms } from '../tokens.ts'
import { type Lessons, textsOf } from '../training/examples.ts'
import { type Asked, type Asking, asking } from './asking.ts'
import { type Cluster, cluster, timesOf } from './cluster.ts'
import type { Dialogue } from './dialogues.ts'
import { characteristicTerms } from './naming.ts'

/** Texts that are compared with one another: it takes seconds then. More are thinned out evenly. */
const MOST_TEXTS = 5_000
/** Texts of one kind that are worth an intent: one in two hundred, and no fewer than four. */
const LEAST_TEXTS = 4
const LEAST_PART = 200
/** Phrasings of one language that are kept of an intent. */
const PHRASINGS = 40
const SHOWN = 10
const LIKE = 0.45
const NEAR = 0.5
const AGREED = 0.4

/** Proposes intents for what customers asked in past dialogues. Everything passes `mask` first. */
export const propose = (dialogues: readonly Dialogue[], mask: (text: string) => string, pack: Pack | null): Proposal =>
  proposeFor(asking(dialogues, mask), pack)

/** The same of what was read already. Pure; seconds for thousands of texts. */
export function proposeFor(asked: Asked, pack: Pack | null): Proposal {
  const looked = thinned(asked.asking, MOST_TEXTS)
  const { clusters, left } = cluster(looked, Math.max(LEAST_TEXTS, Math.ceil(timesOf(looked) / LEAST_PART)))
  const terms = characteristicTerms(clusters)
  const ids = named(terms)
  const liken = pack ? likeness(pack) : () => null
  const find = pack ? articles(pack) : () => null
  return {
    dialogues: asked.silent + timesOf(asked.asking),
    silent: asked.silent,
    repeated: asked.repeated,
    beyond: timesOf(asked.asking) - timesOf(looked),
    intents: clusters.map((texts, at) => ({
      id: ids[at] ?? `intent_${at + 1}`,
      terms: terms[at] ?? [],
      size: timesOf(texts),
      phrasings: phrasingsOf(texts),
      like: liken(texts),
      article: find(texts),
    })),
    left: { count: timesOf(left), examples: left.slice(0, SHOWN).map(({ text }) => text) },
  }
}

/** What a model of the proposal is trained on, to see how well its intents can be told apart. */
export const lessonsOf = ({ intents }: Pick<Proposal, 'intents'>): Lessons => ({
  intents: intents.map(({ id, phrasings }) => ({ id, phrasings, serve: { person: true } })),
  articles: [],
})

const thinned = (asking: readonly Asking[], most: number): Asking[] =>
  asking.length <= most
    ? [...asking]
    : Array.from({ length: most }, (_, at) => asking[Math.floor((at * asking.length) / most)]).filter(
        (each) => each !== undefined,
      )

function phrasingsOf(texts: Cluster): ProposedIntent['phrasings'] {
  const phrasings: ProposedIntent['phrasings'] = { en: [], 'zh-CN': [], 'zh-TW': [] }
  for (const { text } of texts) {
    const list = phrasings[detectLanguage(text, 'en').locale]
    if (list.length < PHRASINGS) list.push(text)
  }
  return phrasings
}

/** Ids of words where there are any; Han terms make no id, so those are numbered. */
function named(terms: readonly string[][]): string[] {
  const taken = new Set<string>()
  return terms.map((each, at) => {
    const words = each.filter((term) => /^[a-z]{3,}$/.test(term)).join('_') || `intent_${at + 1}`
    let id = words
    for (let n = 2; taken.has(id); n += 1) id = `${words}_${n}`
    taken.add(id)
    return id
  })
}

/** Finds the intent of a pack whose phrasings most texts of a cluster are nearest to. */
function likeness(pack: Pack): (texts: Cluster) => ProposedIntent['like'] {
  const labelled = textsOf(pack).flatMap((texts, intent) =>
    texts.map((text) => ({ intent: pack.intents[intent]?.id ?? '', terms: classifierTerms(normalise(text).folded) })),
  )
  const space = new FeatureSpace(learnVocabulary(labelled.map(({ terms }) => terms)))
  const index = new CosineIndex(labelled.map(({ terms }) => space.vector(terms)))
  return (texts) => {
    const sums = new Map<string, number>()
    for (const { folded } of texts) {
      const best = new Map<string, number>()
      index.scores(space.vector(classifierTerms(folded))).forEach((cosine, at) => {
        const intent = labelled[at]?.intent ?? ''
        if (cosine > (best.get(intent) ?? 0)) best.set(intent, cosine)
      })
      for (const [intent, cosine] of best) sums.set(intent, (sums.get(intent) ?? 0) + cosine)
    }
    const [top] = [...sums].sort((left, right) => right[1] - left[1])
    const cosine = top ? top[1] / texts.length : 0
    return top && cosine >= LIKE ? { intent: top[0], cosine } : null
  }
}

/** Finds the article that is nearest to most texts of a cluster. */
function articles(pack: Pack): (texts: Cluster) => ProposedIntent['article'] {
  const search = buildSearch(pack.articles, pack.synonyms)
  return (texts) => {
    const votes = new Map<string, number>()
    for (const { folded } of texts) {
      const [near] = search.find(folded, undefined, 1).near
      if (near && near.score >= NEAR) votes.set(near.article, (votes.get(near.article) ?? 0) + 1)
    }
    const [top] = [...votes].sort((left, right) => right[1] - left[1])
    const share = top ? top[1] / texts.length : 0
    return top && share >= AGREED ? { id: top[0], share } : null
  }
}

/** For who writes a proposal down: languages in which an intent has fewer phrasings than a pack wants. */
export const lacking = ({ phrasings }: ProposedIntent, least = 3): Locale[] =>
  LOCALES.filter((locale) => locale !== 'zh-TW' && phrasings[locale].length < least)
