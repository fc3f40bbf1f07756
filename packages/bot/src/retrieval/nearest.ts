import type { Article, Synonyms } from '@baton/protocol'
import { bare, normalise } from '../normalise.ts'
import { foldScript } from '../script.ts'
import { askScorer, indexQuestions } from './asked.ts'
import { Best } from './best.ts'
import { anyTells, nearestPassage, splitPassages } from './passages.ts'
import { bytesOf, found } from './postings.ts'
import { readQuery } from './query.ts'
import { type ReadSynonyms, synonymReader } from './synonyms.ts'
import { PAIR, readTerms } from './terms.ts'
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
  /** Whether two Chinese characters stand together in a question or a body. */
  hasPair(folded: string): boolean
  /** Whether a body tells of what is asked. */
  tells(folded: string, body: string): boolean
  /** Changes whenever time changes what may be found. */
  period(now?: number): number
  /** What the index takes in memory, without the room it works in: typed arrays only; the articles are the pack's. */
  bytes: number
}

/** How much each view of an article counts. Found by asking articles for what they were not told, in both languages. */
const QUESTION_SHARE = 0.15
const ARTICLE_SHARE = 0.45
const BODY_SHARE = 0.4
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

  const isQuestion = (article: Article, words: string) => questionsOf(article).some((each) => bare(each) === words)

  const within = (folded: string, body: string) => {
    const texts = splitPassages(body).map(({ text }) => readBody(text, synonyms ? read : null))
    const groups = (term: number) => found(told.postings, term)
    return [readQuery(read(folded)), texts, articles.length, groups] as const
  }

  return {
    bytes:
      bytesOf(asked.postings) +
      bytesOf(told.postings) +
      asked.owners.byteLength +
      asked.questionNorms.byteLength +
      asked.articleNorms.byteLength +
      told.lengths.byteLength,
    passage: (folded, body) => nearestPassage(...within(folded, body)),
    tells: (folded, body) => anyTells(...within(folded, body)),
    hasPair(folded) {
      let term = 0
      readTerms(folded, false, (hash, kind) => {
        if (kind === PAIR) term = hash
      })
      return found(asked.postings, term) > 0 || found(told.postings, term) > 0
    },
    period: (now) => (now === undefined ? -1 : points.filter((point) => point <= now).length),
    find(folded, now, most = KEPT) {
      const text = read(folded)
      const query = readQuery(text)
      const words = bare(text)
      const { question, article } = compare(query)
      const bodies = tell(query)
      const best = new Best(most)
      const look = (at: number): void => {
        const asked = question[at] ?? 0
        const fused =
          QUESTION_SHARE * asked + ARTICLE_SHARE * (article.values[at] ?? 0) + BODY_SHARE * (bodies.values[at] ?? 0)
        const each = articles[at]
        // Most articles end here.
        if (fused < best.least || !each) return
        const score = asked >= SAME_TERMS && isQuestion(each, words) ? 1 : Math.min(NEARLY, fused)
        best.add(each.id, score, withheldBy(each, now))
      }
      for (const at of article.touched()) look(at)
      for (const at of bodies.touched()) if (article.values[at] === 0) look(at)
      return best.found()
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
