import type { Comparison, Condition, Evidence, FactName, Facts, FactValue } from '@baton/protocol'

/** What a rule looks at, with the customer's words behind a fact where there are some. */
export interface FactSheet {
  values: Facts
  words: { [F in FactName]?: string[] }
  /** What else there is to say where a fact made a comparison true. */
  beside?: { [F in FactName]?: readonly Evidence[] }
}

/** The comparisons that made the condition true, or null when it is false. */
export function holds(condition: Condition, sheet: FactSheet): Evidence[] | null {
  if ('all' in condition) {
    const parts = condition.all.map((part) => holds(part, sheet))
    return parts.every((part) => part !== null) ? parts.flat() : null
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => holds(part, sheet)).filter((part) => part !== null)
    return parts.length > 0 ? parts.flat() : null
  }
  if ('not' in condition) return holds(condition.not, sheet) ? null : []
  return compare(condition, sheet)
}

function compare({ fact, is, value }: Comparison, sheet: FactSheet): Evidence[] | null {
  const actual = sheet.values[fact]
  if (actual === undefined) return null
  const shown = typeof actual === 'object' ? actual.join(', ') : actual
  const found = [{ fact, value: shown, words: sheet.words[fact] ?? [] }, ...(sheet.beside?.[fact] ?? [])]
  const both = typeof actual === 'number' && typeof value === 'number' ? { actual, value } : null
  switch (is) {
    case 'equal':
      return actual === value ? found : null
    case 'not_equal':
      return typeof actual === typeof value && actual !== value ? found : null
    case 'at_least':
      return both && both.actual >= both.value ? found : null
    case 'above':
      return both && both.actual > both.value ? found : null
    case 'at_most':
      return both && both.actual <= both.value ? found : null
    case 'below':
      return both && both.actual < both.value ? found : null
    case 'one_of':
      return typeof actual === 'string' && Array.isArray(value) && value.includes(actual) ? found : null
    case 'contains_any': {
      const words = Array.isArray(value) ? wordsIn(actual, value) : []
      return words.length > 0 ? [{ fact, value: typeof actual === 'object' ? shown : true, words }] : null
    }
  }
}

/** Those of the words that stand in a text, or are on a list. */
function wordsIn(actual: FactValue, words: readonly string[]): string[] {
  if (typeof actual === 'object') return words.filter((word) => actual.includes(word))
  if (typeof actual !== 'string') return []
  const text = fold(actual)
  return words.filter((word) => stands(text, fold(word)))
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const LETTER = /[\p{L}\p{N}]/u
const HAN = /\p{Script=Han}/u

/** Whether the word stands in the text; `late` does not stand in `chocolate`, Chinese has no such bounds. */
function stands(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ''
    const after = text[at + word.length] ?? ''
    if (!continues(word.at(0) ?? '', before) && !continues(word.at(-1) ?? '', after)) return true
  }
  return false
}

/** Two letters side by side are one word, unless one of them is Han. */
const continues = (edge: string, beside: string): boolean =>
  LETTER.test(edge) && LETTER.test(beside) && !HAN.test(edge) && !HAN.test(beside)
