import { held, type Row, told } from '@baton/bench/row'
import { sumOf } from '@baton/bench/verdict'
import type { Finding, Trial } from './trial.ts'

/** What must have been tried before "nothing was lost" means something. */
const BARS = {
  long: { rounds: 300, acks: 50_000 },
  short: { rounds: 8, acks: 500 },
} as const

/** The counts over all suites that have judged logs, and the rows of each. */
export function tally(findings: readonly Finding[], { isShort }: Pick<Trial, 'isShort'>): Row[] {
  const bars = isShort ? BARS.short : BARS.long
  const verdicts = findings.flatMap(({ verdict }) => verdict ?? [])
  const { acked, lost, doubled, reordered } = sumOf(verdicts)
  const kills = findings.flatMap(({ killed }) => killed ?? [])
  const killed = kills.reduce((sum, each) => sum + each, 0)
  // Without the crashes there is no load to speak of: then the acknowledgements are only told.
  const wasKilled = kills.length > 0
  return [
    ...(wasKilled ? [held('kill rounds', killed, 'count', `>= ${bars.rounds}`)] : []),
    ...(verdicts.length > 0
      ? [
          wasKilled ? held('acks', acked, 'count', `>= ${bars.acks}`) : told('acks', acked, 'count'),
          held('acked lost', lost, 'count', '<= 0'),
          held('doubled', doubled, 'count', '<= 0'),
          held('reordered', reordered, 'count', '<= 0'),
        ]
      : []),
    ...findings.flatMap(({ rows }) => rows),
  ]
}
