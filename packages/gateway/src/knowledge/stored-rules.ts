import { type Pack, type Rule, rule } from '@baton/protocol'
import { warn } from '../log.ts'

/** Rules of a snapshot as this release writes them; an earlier one may have published it. */
export const storedRules = (rules: Pack['rules']): Rule[] =>
  rules.flatMap((stored) => {
    const parsed = rule.safeParse(stored)
    if (parsed.success) return [parsed.data]
    warn('rules.unreadable', parsed.error, { rule: stored.id })
    return []
  })
