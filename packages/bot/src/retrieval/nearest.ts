import type { Article, Synonyms } from '@baton/protocol'
import { bare, normalise } from '../normalise.ts'
import { foldScript } from '../script.ts'
import { askScorer, indexQuestions } from './asked.ts'
import { nearestPassage, splitPassages } from './passages.ts'
import { bytesOf, found } from './postings.ts'
import { readQuery } from './query.ts'
import { type ReadSynonyms, synonymReader } from './synonyms.ts'
import { indexBodies, tellScorer } from './told.ts'
import { turningPoints, type Withheld, withheldBy } from './validity.ts'

export interface Near {
  article: string
  /** 0..1; exactly 1 when the message is one of the article's questions. */
  score: number
  /** Which passage of it is nearest, in the reader's language, from 0. Where somebody has looked. */
  passage?: number
}

/** What a question finds. */
export interface Found {
  /** Nearest articles that customers may see, best first. */
  near: Near[]
  /** An article that is nearer than all of them, but may not be shown. */
  withheld: { article: string; score: number; by: Withheld } | null
}

export interface Search {
  /** `now` in milliseconds since 1970 UTC. Absent: nothing has expired, nothing is still to come. */
  find(folded: string, now?: number, most?: number): Found
  /** Which passage of a body answers a question, from 0. */
  passage(folded: string, body: string): number
  /** Changes whenever time changes what may be found. */
  period(now?: number): number
  /** What the index takes in memory: typed arrays only; the articles themselves are the pack's. */
  bytes: number
}

/** How much each view of an article counts. Found by asking articles for what they were not told, in both languages. */
const QUESTION_SHARE = 0.3
const ARTICLE_SHARE = 0.4
const BODY_SHARE = 0.3
/** Only the very words of a question are certain. */
const NEARLY = 0.99
/** So near in terms, a question is looked at letter by letter. */
const SAME_TERMS = 0.999
const KEPT = 5

/** Ready to search in all languages at once: a question in Chinese finds a Chinese text whatever the page's language. */
export function buildSearch(articles: readonly Article[], synonyms?: Synonyms): Search {
  const read = synonymReader(synonyms)
  const questionsOf = ({ title, questions }: Article) =>
    [title, ...questions].map((text) => read(normalise(text).folded))
  const asked = indexQuestions(articles.map(questionsOf))
  const told = indexBodies(bodiesOf(articles, synonyms ? read : null))
  const compare = askScorer(asked)
  const tell = tellScorer(told)
  const points = turningPoints(articles)
  const scores = new Float32Array(articles.length)

  const isQuestion = (article: Article, words: string) => questionsOf(article).some((each) => bare(each) === words)

  return {
    bytes:
      bytesOf(asked.postings) +
      bytesOf(told.postings) +
      asked.owners.byteLength * 3 +
      asked.questionNorms.byteLength * 3 +
      asked.articleNorms.byteLength * 5 +
      told.lengths.byteLength * 3,
    passage(folded, body) {
      const texts = splitPassages(body).map(({ text }) => readBody(text, synonyms ? read : null))
      const query = readQuery(read(folded))
      return texts.length < 2 ? 0 : nearestPassage(query, texts, articles.length, (term) => found(told.postings, term))
    },
    period: (now) => (now === undefined ? -1 : points.filter((point) => point <= now).length),
    find(folded, now, most = KEPT) {
      const text = read(folded)
      const query = readQuery(text)
      const words = bare(text)
      const { question, article } = compare(query)
      const bodies = tell(query)
      for (let at = 0; at < scores.length; at += 1) {
        const fused =
          QUESTION_SHARE * (question[at] ?? 0) + ARTICLE_SHARE * (article[at] ?? 0) + BODY_SHARE * (bodies[at] ?? 0)
        const each = (question[at] ?? 0) >= SAME_TERMS ? articles[at] : undefined
        scores[at] = each && isQuestion(each, words) ? 1 : Math.min(NEARLY, fused)
      }
      return pick(articles, scores, most, now)
    },
  }
}

function* bodiesOf(articles: readonly Article[], read: ReadSynonyms | null): Generator<string> {
  for (const { body } of articles) yield readBody(body, read)
}

/** Terms are read from both scripts, synonyms only from the folded one, which takes longer to make than the index. */
function readBody(body: string, read: ReadSynonyms | null): string {
  const text = body.normalize('NFKC').toLowerCase()
  return read ? read(foldScript(text)) : text
}

/** The best of all, one place for each id: an article has as many texts as languages. O(articles × `most`). */
function pick(articles: readonly Article[], scores: Float32Array, most: number, now?: number): Found {
  const near: Near[] = []
  let withheld: Found['withheld'] = null
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0
    const each = articles[at]
    if (!each || score === 0) continue
    const by = withheldBy(each, now)
    if (by) {
      if (score > (withheld?.score ?? 0)) withheld = { article: each.id, score, by }
    } else if (near.length < most || score >= (near.at(-1)?.score ?? 0)) {
      insert(near, { article: each.id, score })
      if (near.length > most) near.pop()
    }
  }
  return { near, withheld: withheld && withheld.score > (near[0]?.score ?? 0) ? withheld : null }
}

function insert(near: Near[], one: Near): void {
  const same = near.findIndex(({ article }) => article === one.article)
  if (same >= 0) {
    if ((near[same]?.score ?? 0) >= one.score) return
    near.splice(same, 1)
  }
  const at = near.findIndex(({ article, score }) => score < one.score || (score === one.score && one.article < article))
  near.splice(at < 0 ? near.length : at, 0, one)
}
