import { Occurrences, type Postings, PostingsBuilder } from './postings.ts'
import type { Query } from './query.ts'
import { isGram, NUMBER, readTerms } from './terms.ts'

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
  /** Cosine with the nearest question of each article. */
  question: Float32Array
  /** Cosine with all questions of each article together (Rocchio's prototype): what they have in common weighs most. */
  article: Float32Array
}

/** In a large collection a word of more than so many articles says nothing about which, and letters even sooner. */
const SHARE_OF_COMMON = 1 / 4
const SHARE_OF_COMMON_GRAMS = 1 / 32
const LARGE = 256

/** Sublinear TF-IDF: rare among articles, not among questions, and the second time it says less. */
const weight = (count: number, articles: number, found: number): number =>
  (1 + Math.log(count)) * (Math.log((1 + articles) / (1 + found)) + 1)

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
  const mostGrams = Math.max(LARGE, size * SHARE_OF_COMMON_GRAMS)
  const postings = builder.build((term, found) => found > (isGram(term) ? mostGrams : most))
  const questionSquares = new Float64Array(owners.length)
  const articleSquares = new Float64Array(size)
  const occurrences = new Occurrences(owners.length)
  for (let index = 0; index < postings.terms.length; index += 1) {
    occurrences.readAt(postings, index)
    const { found, length, documents, counts } = occurrences
    let together = 0
    for (let at = 0; at < length; at += 1) {
      const question = documents[at] ?? 0
      const count = counts[at] ?? 1
      const owner = owners[question] ?? 0
      questionSquares[question] = (questionSquares[question] ?? 0) + weight(count, size, found) ** 2
      together += count
      if (at + 1 < length && owners[documents[at + 1] ?? 0] === owner) continue
      articleSquares[owner] = (articleSquares[owner] ?? 0) + weight(together, size, found) ** 2
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
 * hold until the next call. O(occurrences of its terms + questions).
 */
export function askScorer({ postings, owners, questionNorms, articleNorms }: Asked): (query: Query) => Likeness {
  const size = articleNorms.length
  const questions = new Float32Array(owners.length)
  const question = new Float32Array(size)
  const article = new Float32Array(size)
  const occurrences = new Occurrences(owners.length)
  return ({ terms, kinds, counts: asked }) => {
    questions.fill(0)
    question.fill(0)
    article.fill(0)
    let squares = 0
    for (let index = 0; index < terms.length; index += 1) {
      occurrences.read(postings, terms[index] ?? 0)
      const { found, length, documents, counts } = occurrences
      // Too common to be kept; or which number it is, which nobody can foresee.
      if ((found > 0 && length === 0) || (found === 0 && kinds[index] === NUMBER)) continue
      const own = weight(asked[index] ?? 1, size, found)
      squares += own * own
      const once = own * weight(1, size, found)
      let together = 0
      for (let at = 0; at < length; at += 1) {
        const place = documents[at] ?? 0
        const count = counts[at] ?? 1
        const owner = owners[place] ?? 0
        questions[place] = (questions[place] ?? 0) + (count === 1 ? once : own * weight(count, size, found))
        together += count
        if (at + 1 < length && owners[documents[at + 1] ?? 0] === owner) continue
        article[owner] = (article[owner] ?? 0) + (together === 1 ? once : own * weight(together, size, found))
        together = 0
      }
    }
    const norm = Math.sqrt(squares)
    for (let at = 0; at < questions.length; at += 1) {
      if (questions[at] === 0) continue
      const cosine = (questions[at] ?? 0) / (norm * (questionNorms[at] ?? 1))
      const owner = owners[at] ?? 0
      if (cosine > (question[owner] ?? 0)) question[owner] = cosine
    }
    for (let at = 0; at < size; at += 1)
      if (article[at] !== 0) article[at] = (article[at] ?? 0) / (norm * (articleNorms[at] ?? 1))
    return { question, article }
  }
}
