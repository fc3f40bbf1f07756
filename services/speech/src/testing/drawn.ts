import { createHash } from 'node:crypto'
import { englishDictionary } from '../grammar/pronunciation.ts'

/**
 * Phrases to measure with, drawn by lot: in the order of their hashes, which nobody has chosen. Phrases with figures, signs
 * or words of no dictionary are left out, the last being mostly misspelt. Half of the rest, every other one, is kept for
 * trying settings out; what is measured with comes from the other half.
 */
export async function drawn(phrases: readonly string[], kind: 'tuning' | 'measured', count: number): Promise<string[]> {
  const known = await englishDictionary()
  const half = kind === 'tuning' ? 0 : 1
  return [...new Set(phrases.map((phrase) => phrase.trim()).filter((phrase) => /^[a-zA-Z' ]+$/.test(phrase)))]
    .map((phrase) => ({ phrase, lot: createHash('sha256').update(phrase).digest('hex') }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .filter((_, at) => at % 2 === half)
    .map(({ phrase }) => phrase)
    .filter((phrase) =>
      phrase
        .toLowerCase()
        .split(/\s+/)
        .every((word) => known.has(word)),
    )
    .slice(0, count)
}
