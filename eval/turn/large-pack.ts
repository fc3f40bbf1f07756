import { Random } from '@baton/bench/random'
import type { Article, Intent, Pack } from '@baton/protocol'
import { Words } from './words.ts'

const ARTICLES = 10_000
const INTENTS = 60
const PHRASINGS = 20
/** Characters of a body, from and up to. */
const SHORTEST = 600
const LONGEST = 1_500
const SEED = 5

/**
 * A pack as large as one isolate has to hold: the given pack, its articles first, and invented ones until there are 10 000,
 * half of them in Chinese. Every invented article is about a thing of its own; its questions are real questions asked about
 * that thing, its text is half real sentences and half invented ones. The same pack every time.
 */
export function largePack(real: Pack): Pack {
  const random = new Random(SEED)
  const words = new Words(random, real.articles)
  const articles: Article[] = [...real.articles]
  while (articles.length < ARTICLES) articles.push(invented(articles.length, random, words))
  const intents: Intent[] = [...real.intents]
  for (const model of real.intents) {
    if (intents.length >= INTENTS) break
    intents.push(inventedIntent(intents.length, model, words))
  }
  return { ...real, articles, intents }
}

function invented(number: number, random: Random, words: Words): Article {
  const locale = number % 2 === 0 ? 'zh-CN' : 'en'
  const thing = words.thing(locale)
  const length = SHORTEST + random.below(LONGEST - SHORTEST)
  let body = ''
  while (body.length < length) {
    body += random.below(2) === 0 ? words.realSentence(locale) : words.sentence(locale, thing)
    body += random.below(4) === 0 ? '\n\n' : locale === 'en' ? ' ' : ''
  }
  return {
    id: `invented-${number}`,
    locale,
    title: words.about(locale, thing),
    scene: 'pre-sale',
    questions: [0, 1, 2].map(() => words.about(locale, thing)),
    body: body.slice(0, LONGEST),
    audience: 'public',
  }
}

function inventedIntent(number: number, model: Intent, words: Words): Intent {
  const ask = (locale: 'en' | 'zh-CN') => {
    const thing = words.thing(locale)
    return Array.from({ length: PHRASINGS }, () => words.about(locale, thing))
  }
  return {
    ...model,
    id: `invented-${number}`,
    phrasings: { en: ask('en'), 'zh-CN': ask('zh-CN'), 'zh-TW': [] },
  }
}
