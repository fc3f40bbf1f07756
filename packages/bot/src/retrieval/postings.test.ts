import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, Occurrences, PostingsBuilder } from './postings.ts'

/** Documents as lists of terms, two documents a group. */
function build(documents: readonly (readonly number[])[], isCommon?: (term: number, found: number) => boolean) {
  const builder = new PostingsBuilder()
  for (const [at, terms] of documents.entries()) {
    builder.begin(at >> 1)
    for (const term of terms) builder.add(term)
  }
  return builder.build(isCommon)
}

const hash = fc.oneof(fc.nat(9), fc.integer({ min: 0, max: 0xffffffff }))

test('gives back what was put in: documents, counts, and groups that have a term', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hash, { maxLength: 12 }), { maxLength: 40 }), (documents) => {
      const postings = build(documents)
      const occurrences = new Occurrences(documents.length)
      for (const term of new Set([...documents.flat(), 4_242])) {
        const expected = documents.flatMap((terms, document) => {
          const count = terms.filter((each) => each === term).length
          return count > 0 ? [[document, count]] : []
        })
        occurrences.read(postings, term)
        const found = Array.from({ length: occurrences.length }, (_, at) => [
          occurrences.documents[at],
          occurrences.counts[at],
        ])
        expect(found).toEqual(expected)
        expect(occurrences.found).toBe(new Set(expected.map(([document = 0]) => document >> 1)).size)
      }
    }),
  )
})

test('of a term that too many groups have, only how many is kept', () => {
  const postings = build(
    Array.from({ length: 40 }, (_, at) => [1, 100 + at]),
    (_, found) => found > 10,
  )
  const occurrences = new Occurrences(40)
  occurrences.read(postings, 1)
  expect([occurrences.found, occurrences.length]).toEqual([20, 0])
  occurrences.read(postings, 139)
  expect([occurrences.found, occurrences.length, occurrences.documents[0]]).toEqual([1, 1, 39])
})

test('needs about two bytes an occurrence, and no objects', () => {
  const documents = Array.from({ length: 1_000 }, (_, at) =>
    Array.from({ length: 50 }, (_, term) => (at * 7 + term * 13) % 500),
  )
  expect(bytesOf(build(documents))).toBeLessThan(50_000 * 2 + 500 * 8 + 4)
})
