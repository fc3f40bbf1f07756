import type { Comparison, Condition, Evidence, FactName, Facts, Rule } from '@baton/protocol'

/** What the rules look at, with the customer's words behind a fact where there are some. */
export interface FactSheet {
  values: Facts
  words: { [F in FactName]?: string[] }
}

export interface Fired {
  rule: Rule
  evidence: Evidence[]
}

/** The first enabled rule of this phase that fires, or null. */
export function evaluate(
  rules: readonly Rule[],
  at: Rule['at'],
  sheet: FactSheet,
  only?: Rule['fire']['do'],
): Fired | null {
  for (const rule of rules) {
    if (!rule.enabled || rule.at !== at || (only && rule.fire.do !== only)) continue
    const evidence = holds(rule.when, sheet)
    if (evidence) return { rule, evidence }
  }
  return null
}

/** The comparisons that made the condition true, or null when it is false. */
function holds(condition: Condition, sheet: FactSheet): Evidence[] | null {
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
  const found = [{ fact, value: actual, words: sheet.words[fact] ?? [] }]
  switch (is) {
    case 'equal':
      return actual === value ? found : null
    case 'not_equal':
      return actual !== value ? found : null
    case 'at_least':
      return typeof actual === 'number' && typeof value === 'number' && actual >= value ? found : null
    case 'below':
      return typeof actual === 'number' && typeof value === 'number' && actual < value ? found : null
    case 'one_of':
      return Array.isArray(value) && value.includes(String(actual)) ? found : null
    case 'contains_any': {
      const text = String(actual).toLowerCase()
      const words = Array.isArray(value) ? value.filter((word) => text.includes(word.toLowerCase())) : []
      return words.length > 0 ? [{ fact, value: true, words }] : null
    }
  }
}
