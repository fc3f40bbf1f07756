import { unsayable } from '@baton/bot'
import type { ErrorCode, Pack, Rule } from '@baton/protocol'
import type { RuleBook, RulesWord } from './rule-book.ts'
import { rulesVersionOf } from './rule-book.ts'

/** A change of rules somebody asks for. */
export interface RulesChange extends RulesWord {
  /** The version that was looked at. */
  base: string
  to: { rules: Rule[] } | { flagged: string[] } | { number: number }
}

export interface RulesRefusal {
  refused: Extract<ErrorCode, 'stale_version' | 'not_found' | 'request_malformed'>
  detail: string
}

/** The parts of a pack that a change gives it, or why not. */
export function changedParts(
  pack: Pack,
  { base, to }: RulesChange,
  book: RuleBook,
): Pick<Pack, 'rules' | 'flagged'> | RulesRefusal {
  const version = rulesVersionOf(pack)
  if (base !== version) return { refused: 'stale_version', detail: `the rules are at ${version}` }
  if ('rules' in to) {
    const [first] = unsayable({ ...pack, rules: to.rules }).filter(({ path }) => path.startsWith('rules.'))
    if (first) return { refused: 'request_malformed', detail: `${first.path}: a bot may not say this (${first.code})` }
    return { rules: to.rules, ...(pack.flagged && { flagged: pack.flagged }) }
  }
  if ('number' in to) {
    const earlier = book.find(to.number)
    if (!earlier) return { refused: 'not_found', detail: `number: there is no version ${to.number}` }
    return { rules: earlier.rules, flagged: earlier.flagged }
  }
  const strange = to.flagged.find((flag) => !pack.intents.some(({ id }) => id === flag))
  if (strange !== undefined) return { refused: 'request_malformed', detail: `flagged: no intent ${strange}` }
  return { rules: pack.rules, flagged: to.flagged }
}
