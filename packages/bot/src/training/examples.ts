import type { Intent, Pack } from '@baton/protocol'
import type { Example } from '../intent/example.ts'
import { normalise } from '../normalise.ts'

/** The part of a pack that a model is trained on: its intents, and the articles that serve them. */
export interface Lessons {
  intents: readonly Pick<Intent, 'id' | 'phrasings' | 'serve'>[]
  articles: readonly Pick<Pack['articles'][number], 'id' | 'questions'>[]
  training?: Pack['training']
}

/** Share 0..1 of live messages that no intent means, as the pack has it. */
export const outOfScope = ({ training }: Lessons): number => training?.outOfScope ?? 0.4

/** Everything said in a pack for its intents, in every language, and the questions of the articles that serve them. */
export const examplesOf = (lessons: Lessons): Example[] =>
  textsOf(lessons).flatMap((texts, label) => texts.map((text) => ({ label, folded: normalise(text).folded })))

/**
 * What a model depends on, as text to be hashed. Packs with the same key share a model; rules, flows, wording and
 * articles that serve no intent change nothing.
 */
export const trainingKey = (lessons: Lessons): string =>
  JSON.stringify([FORMAT, outOfScope(lessons), lessons.intents.map(({ id }) => id), textsOf(lessons)])

/** Raised whenever training gives something else for the same lessons, or a model is stored in another way. */
export const FORMAT = 4

export const textsOf = ({ intents, articles }: Lessons): string[][] =>
  intents.map(({ phrasings, serve }) => [
    ...Object.values(phrasings).flat(),
    ...('article' in serve
      ? articles.filter(({ id }) => id === serve.article).flatMap(({ questions }) => questions)
      : []),
  ])
