import type { Evidence, Firing } from '@baton/client'
import type { Dictionary } from '../locale/dictionary.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** Facts whose words are the whole of what they tell. */
const QUOTES: readonly string[] = ['customer.wantsPerson', 'message.text']

/** The rule in words: the name its operators gave it, ours for the gateway's own, else its id. */
export const ruleWords = ({ rule, name }: Pick<Firing, 'rule' | 'name'>, { words, locale }: Speech): string =>
  name?.[locale] ?? own<string>(words.rules, rule) ?? words.rule(rule)

/** What a fact may be, by the words for it. */
const valueWords = (words: Dictionary): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  'customer.tier': words.tiers,
  'message.marks': words.marks,
  'mood.level': words.moods,
  'mood.trend': words.trends,
  'intent.id': words.terms,
  'intent.tags': words.tags,
  'flow.id': words.terms,
  'turn.outcome': words.outcomes,
  'turn.failure': words.failures,
})

/** A share as one, any other number as short as it can be read. */
function numberWords(fact: string, value: number): string {
  if (fact === 'intent.confidence') return `${Math.round(value * 100)}%`
  return String(Math.round(value * 100) / 100)
}

/** One fact the rule looked at, in words: `Negative words: 3`. What the host site says of a customer stands as it is called there. */
export function evidenceWords({ fact, value }: Evidence, words: Dictionary): string {
  const table = own(valueWords(words), fact)
  const shown =
    typeof value === 'number'
      ? numberWords(fact, value)
      : table
        ? String(value)
            .split(', ')
            .map((each) => term(table, each))
            .join(', ')
        : String(value)
  const say = own<(value: string) => string>(words.evidence, fact)
  return say ? say(shown) : `${term(words.terms, fact.replace(/^attribute\./, ''))}: ${shown}`
}

/** Facts whose words are names of ours, not the customer's. */
const LISTS: readonly string[] = ['message.marks', 'intent.tags']

/** The evidence that says something: "yes" to a question about the customer's words is nothing without the words. Quoted is only the customer. */
export const telling = (evidence: readonly Evidence[]): Evidence[] =>
  evidence
    .filter(({ fact, words }) => words.length > 0 || !QUOTES.includes(fact))
    .map((one) => (LISTS.includes(one.fact) ? { ...one, words: [] } : one))
