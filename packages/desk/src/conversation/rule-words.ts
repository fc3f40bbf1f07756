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

/** One fact the rule looked at, in words: `Negative words: 3`. */
export function evidenceWords(evidence: Evidence, words: Dictionary): string {
  const say = own<(value: string) => string>(words.evidence, evidence.fact)
  const value =
    evidence.fact === 'mood.level'
      ? term(words.moods, String(evidence.value))
      : evidence.fact === 'turn.outcome'
        ? term(words.outcomes, String(evidence.value))
        : evidence.fact === 'intent.id'
          ? term(words.terms, String(evidence.value))
          : String(evidence.value)
  return say ? say(value) : `${term({}, evidence.fact)}: ${value}`
}

/** The evidence that says something: "yes" to a question about the customer's words is nothing without the words. */
export const telling = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.filter(({ fact, words }) => words.length > 0 || !QUOTES.includes(fact))
