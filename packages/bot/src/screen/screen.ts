import type { Forbidden } from '@baton/protocol'
import { NEVER_SAID } from './never-said.ts'
import { findsPhrase } from './phrase.ts'
import { type Plain, plainOf } from './plain.ts'

/**
 * The code of what a sentence may not say; null when it may be said. `before` is what was said just before it: a phrase
 * may be cut in two.
 */
export type Screen = (sentence: string, before?: string) => string | null

/** How much of what was said before is looked at again. */
const TAIL_CHARS = 80

/** The last door, of what no bot says and of what this workspace does not want said. Linear in the sentence. */
export function makeScreen(forbidden: readonly Forbidden[] = []): Screen {
  const checks = [...NEVER_SAID, ...forbidden].map(({ code, phrases, patterns }) => ({
    code,
    finders: Object.values(phrases).flat().map(findsPhrase),
    patterns: Object.values(patterns)
      .flat()
      .map((pattern) => new RegExp(pattern, 'u')),
  }))
  const broken = (plain: Plain): string | null => {
    const rule = checks.find(
      ({ finders, patterns }) =>
        finders.some((finds) => finds(plain)) || patterns.some((pattern) => pattern.test(plain.folded)),
    )
    return rule?.code ?? null
  }
  return (sentence, before = '') => {
    const alone = broken(plainOf(sentence))
    if (alone !== null || before === '') return alone
    const tail = before.slice(-TAIL_CHARS)
    const both = broken(plainOf(tail + sentence))
    return both !== null && broken(plainOf(tail)) === null ? both : null
  }
}
