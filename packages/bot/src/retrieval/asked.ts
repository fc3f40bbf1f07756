import { Occurrences, type Postings, PostingsBuilder } from './postings.ts'
import type { Query } from './query.ts'
import { Sums } from './sums.ts'
import { isPart, NUMBER, readTerms } from './terms.ts'

/** The ways customers ask for articles: titles and questions, each a short document of its article. */
export interface Asked {
  postings: Postings
  /** Which article each question belongs to, ascending. */
  owners: Uint32Array
  /** Length of each question's vector of TF-IDF weights … */
  questionNorms: Float32Array
  /** … and of each article's, all its questions taken together. */
  articleNorms: Float32Array
}

/** How near a query is to what is asked, both 0..1. */
export interface Likeness {
  /** Cosine with all questions of each article together (Rocchio's prototype): what they have in common weighs most. */
  article: Sums
  /** Cosine with the nearest question of each of these. */
  question: Float32Array
}

/** In a large collection a word of more than so many articles says nothing about which, and a part of one even sooner. */
const SHARE_OF_COMMON = 1 / 4
const SHARE_OF_COMMON_PARTS = 1 / 32
const LARGE = 256

/** Of TF-IDF, how much a term weighs: rare among articles, not among questions … */
const rareness = (articles: number, found: number): number => Math.log((1 + articles) / (1 + found)) + 1
/** … and sublinear in how often it is there: the second time it says less. */
const dampened = (count: number): number => DAMPENED[Math.min(count, DAMPENED.length - 1)] ?? 1
const DAMPENED = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)))

/** Indexes the questions of articles, in NFKC and lower case: words, pairs, letters in a row. Linear in the text. */
export function indexQuestions(articles: readonly (readonly string[])[]): Asked {
  const builder = new PostingsBuilder()
  const owners: number[] = []
  for (const [article, questions] of articles.entries()) {
    for (const question of questions) {
      owners.push(article)
      builder.begin(article)
      readTerms(question, true, (term) => builder.add(term))
    }
  }
  const size = articles.length
  const most = Math.max(LARGE, size * SHARE_OF_COMMON)
  const mostParts = Math.max(LARGE, size * SHARE_OF_COMMON_PARTS)
  const postings = builder.build((term, found) => found > (isPart(term) ? mostParts : most))
  const questionSquares = new Float64Array(owners.length)
  const articleSquares = new Float64Array(size)
  const occurrences = new Occurrences(owners.length)
  for (let index = 0; index < postings.terms.length; index += 1) {
    occurrences.readAt(postings, index)
    const { found, length, documents, counts } = occurrences
    const rare = rareness(size, found)
    let together = 0
    for (let at = 0; at < length; at += 1) {
      const question = documents[at] ?? 0
      const count = counts[at] ?? 1
      const owner = owners[question] ?? 0
      questionSquares[question] = (questionSquares[question] ?? 0) + (dampened(count) * rare) ** 2
      together += count
      if (at + 1 < length && owners[documents[at + 1] ?? 0] === owner) continue
      articleSquares[owner] = (articleSquares[owner] ?? 0) + (dampened(together) * rare) ** 2
      together = 0
    }
  }
  return {
    postings,
    owners: Uint32Array.from(owners),
    questionNorms: Float32Array.from(questionSquares, (square) => Math.sqrt(square)),
    articleNorms: Float32Array.from(articleSquares, (square) => Math.sqrt(square)),
  }
}

/**
 * Compares a query with all questions. Terms that nobody ever used count against it. The arrays it gives are its own and
 * hold until the next call. O(occurrences of its terms).
 */
export function askScorer({ postings, owners, questionNorms, articleNorms }: Asked): (query: Query) => Likeness {
  const size = articleNorms.length
  const questions = new Sums(owners.length)
  const article = new Sums(size)
  const question = new Float32Array(size)
  const occurrences = new Occurrences(owners.length)
  return ({ terms, kinds, counts: asked }) => {
    for (const at of article.touched()) question[at] = 0
    questions.clear()
    article.clear()
    let squares = 0
    for (let index = 0; index < terms.length; index += 1) {
      occurrences.read(postings, terms[index] ?? 0)
      const { found, length, documents, counts } = occurrences
      // Too common to be kept; or which number it is, which nobody can foresee.
      if ((found > 0 && length === 0) || (found === 0 && kinds[index] === NUMBER)) continue
      const rare = rareness(size, found)
      const own = dampened(asked[index] ?? 1) * rare
      squares += own * own
      const once = own * rare
      let together = 0
      let owner = owners[documents[0] ?? 0] ?? 0
      for (let at = 0; at < length; at += 1) {
        const count = counts[at] ?? 1
        questions.add(documents[at] ?? 0, once * dampened(count))
        together += count
        const next = at + 1 < length ? (owners[documents[at + 1] ?? 0] ?? 0) : -1
        if (next === owner) continue
        article.add(owner, once * dampened(together))
        together = 0
        owner = next
      }
    }
    const norm = Math.sqrt(squares)
    for (const at of questions.touched()) {
      const cosine = (questions.values[at] ?? 0) / (norm * (questionNorms[at] ?? 1))
      const owner = owners[at] ?? 0
      if (cosine > (question[owner] ?? 0)) question[owner] = cosine
    }
    for (const at of article.touched())
      article.values[at] = (article.values[at] ?? 0) / (norm * (articleNorms[at] ?? 1))
    return { article, question }
  }
}
