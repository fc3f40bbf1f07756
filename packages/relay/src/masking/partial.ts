import { hidden } from './pieces.ts'
import { project, span } from './projection.ts'
import { cover, type Redacted, type Redaction } from './redacted.ts'
import { runsOf } from './runs.ts'

/** One digit is no beginning of anything yet. */
const LEAST = 2
const WITHHELD = { kind: 'withheld', placeholder: '••••', keep: 'drop' } as const

/**
 * What was understood so far of somebody who is still speaking, `masked` as far as it shows what it is: every stretch of digits
 * is withheld, in figures or in words, since only what follows tells of what it is a part.
 */
export function withoutDigits({ text, marks }: Pick<Redaction, 'text' | 'marks'>): Redacted {
  const projection = project(hidden(text), true)
  const findings = runsOf(projection, LEAST).map(({ at, first, end }) => ({
    ...WITHHELD,
    ...span(projection, at[first] ?? 0, (at[end - 1] ?? 0) + 1),
  }))
  return cover(text, marks, findings).text
}
