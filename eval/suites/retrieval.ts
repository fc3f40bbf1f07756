import { join } from 'node:path'
import { Random } from '@baton/bench/random'
import { type Row, told } from '@baton/bench/row'
import { buildSearch, normalise, strongest } from '@baton/bot/retrieval'
import { root } from '@baton/box/root'
import type { Article } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import MiniSearch from 'minisearch'
import type { Data } from '../data.ts'

/** Articles, and questions with the id of the article each is about. */
interface Collection {
  name: string
  articles: Article[]
  asked: { text: string; about: string }[]
}

/** Ids of articles, nearest first. */
type Find = (text: string) => string[]

const SEED = 3
/** Of each intent, how many phrasings are told and how many asked. */
const TOLD = 4
const ASKED = 8

/**
 * Finding the article a question is about, ours and MiniSearch (with its own tokenizer, and with the Han pairs that it
 * needs for Chinese), over the same texts: the pack's articles, one question of each held out and asked in as many rounds as
 * there are questions; and phrasings of intents as if each intent were an article with four questions.
 */
export async function retrieval(data: Data): Promise<Row[]> {
  const { articles } = await loadPack(join(root, 'packs/ecommerce'))
  const banking = (await data.csv('banking77/train.csv')).map(({ text = '', category = '' }) => ({
    text,
    about: category,
  }))
  const massive = (await data.csv('massive/amazon_massive_intent_zh-CN_train.csv')).map(
    ({ text = '', label_text = '' }) => ({ text, about: label_text }),
  )
  return [
    ...compare(
      'ecommerce articles zh',
      heldOut(articles, (locale) => locale !== 'en'),
    ),
    ...compare(
      'ecommerce articles en',
      heldOut(articles, (locale) => locale === 'en'),
    ),
    ...compare('banking77 as articles', [asArticles('banking', banking)]),
    ...compare('massive zh as articles', [asArticles('massive', massive)]),
    ...answers(articles),
  ]
}

/** One collection a round: every article without its nth question, which is asked. */
function heldOut(articles: readonly Article[], of: (locale: Article['locale']) => boolean): Collection[] {
  const rounds = Math.max(...articles.map(({ questions }) => questions.length))
  return Array.from({ length: rounds }, (_, round) => ({
    name: String(round),
    articles: articles.map((each) => without(each, round)),
    asked: articles.flatMap(({ id, locale, questions }) => {
      const text = questions[round]
      return of(locale) && text !== undefined ? [{ text, about: id }] : []
    }),
  }))
}

const without = (article: Article, question: number): Article => ({
  ...article,
  questions: article.questions.filter((_, at) => at !== question),
})

function asArticles(name: string, sentences: readonly { text: string; about: string }[]): Collection {
  const random = new Random(SEED)
  const groups = new Map<string, string[]>()
  const keyed = sentences.map((each) => ({ ...each, key: random.next() }))
  for (const { text, about } of keyed.sort((left, right) => left.key - right.key))
    groups.set(about, [...(groups.get(about) ?? []), text])
  const whole = [...groups].filter(([, texts]) => texts.length > TOLD)
  return {
    name,
    articles: whole.map(([id, [title = '', ...questions]]) => ({
      id,
      locale: 'en',
      title,
      scene: 'pre-sale',
      questions: questions.slice(0, TOLD - 1),
      body: title,
      audience: 'public',
    })),
    asked: whole.flatMap(([about, texts]) => texts.slice(TOLD, TOLD + ASKED).map((text) => ({ text, about }))),
  }
}

function compare(name: string, collections: readonly Collection[]): Row[] {
  const contenders: [string, (articles: readonly Article[]) => Find][] = [
    ['ours', ours],
    ['MiniSearch', (articles) => miniSearch(articles)],
    ['MiniSearch with Han pairs', (articles) => miniSearch(articles, hanPairs)],
  ]
  return contenders.flatMap(([who, build]) => {
    let asked = 0
    let first = 0
    let amongTen = 0
    let spent = 0
    for (const collection of collections) {
      const find = build(collection.articles)
      // The first calls are compiled code's, not the search's.
      for (const { text } of collection.asked.slice(0, 50)) find(text)
      const started = process.cpuUsage()
      const found = collection.asked.map(({ text, about }) => find(text).indexOf(about))
      spent += process.cpuUsage(started).user
      asked += found.length
      first += found.filter((place) => place === 0).length
      amongTen += found.filter((place) => place >= 0 && place < 10).length
    }
    return [
      told(`${name}, R@1, ${who}`, (100 * first) / asked, '%'),
      told(`${name}, R@10, ${who}`, (100 * amongTen) / asked, '%'),
      told(`${name}, CPU a question, ${who}`, spent / asked / 1_000, 'ms'),
    ]
  })
}

function ours(articles: readonly Article[]): Find {
  const search = buildSearch(articles)
  return (text) => search.find(normalise(text).folded, undefined, 10).near.map(({ article }) => article)
}

function miniSearch(articles: readonly Article[], tokenize?: (text: string) => string[]): Find {
  const index = new MiniSearch<{ key: number; title: string; questions: string; body: string }>({
    idField: 'key',
    fields: ['title', 'questions', 'body'],
    ...(tokenize && { tokenize }),
  })
  index.addAll(
    articles.map(({ title, questions, body }, key) => ({ key, title, questions: questions.join('\n'), body })),
  )
  return (text) => {
    const ids = new Set<string>()
    for (const { id } of index.search(text)) {
      ids.add(articles[id]?.id ?? '')
      if (ids.size === 10) break
    }
    return [...ids]
  }
}

/** Han characters and their pairs, other words as they are. */
function hanPairs(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    /\p{Script=Han}/u.test(run) ? [...run].flatMap((one, at, all) => [one, one + (all[at + 1] ?? '')]) : [run],
  )
}

/** What the bar makes of it: questions held out, and the same with their article taken away, the hardest of near misses. */
function answers(articles: readonly Article[]): Row[] {
  const counts = { asked: 0, answered: 0, right: 0, missing: 0, wrong: 0 }
  for (const { articles: rest, asked } of heldOut(articles, () => true)) {
    const search = buildSearch(rest)
    for (const { text, about } of asked) {
      const found = search.find(normalise(text).folded)
      const answer = strongest(found)
      counts.asked += 1
      if (answer) counts.answered += 1
      if (answer?.article === about) counts.right += 1
      const others = { ...found, near: found.near.filter(({ article }) => article !== about) }
      counts.missing += 1
      if (strongest(others)) counts.wrong += 1
    }
  }
  const share = (part: number, whole: number) => (100 * part) / whole
  return [
    told('ecommerce articles, held-out questions answered', share(counts.answered, counts.asked), '%'),
    told('ecommerce articles, answers to them that are right', share(counts.right, counts.answered), '%'),
    told('ecommerce articles, answered without the article', share(counts.wrong, counts.missing), '%'),
  ]
}
