import { BACKTEST_VERDICTS, type BacktestReport, type BacktestRow, type Pack, type Transcript } from '@baton/protocol'
import { replay, type Thinking } from './replay.ts'

type Verdict = BacktestRow['verdict']

/**
 * Replays past conversations against a pack's rules: when each would have passed to a person, beside what happened. Pure:
 * what a message means is told by `thinking`, whose cost is nearly all there is. Linear in the lines.
 *
 * @param tolerance how many of the customer's messages early or late still is a hit.
 */
export function backtest(
  pack: Pack,
  transcripts: readonly Transcript[],
  thinking: Thinking,
  { tolerance = 1 }: { tolerance?: number } = {},
): BacktestReport {
  const judged = transcripts.map((transcript) => judgeOne(pack, transcript, thinking, tolerance))
  const rows = judged.map(({ row }) => row)
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length
  const escalated = rows.filter((row) => row.escalated).length
  const needed = rows.filter((row) => row.actual !== null).length
  const hits = count('hit')
  const offsets = judged.flatMap(({ offset }) => offset ?? [])
  return {
    sessions: rows.length,
    escalated,
    offered: rows.filter((row) => row.offers.length > 0).length,
    verdicts: Object.fromEntries(BACKTEST_VERDICTS.map((each) => [each, count(each)])) as BacktestReport['verdicts'],
    precision: share(hits, escalated),
    recall: share(hits, needed),
    f1: share(2 * hits, escalated + needed),
    offset: share(
      offsets.reduce((sum, each) => sum + each, 0),
      offsets.length,
    ),
    rules: pack.rules.map(({ id }) => ({
      rule: id,
      escalated: rows.filter((row) => row.escalated?.rule === id).length,
      hits: rows.filter((row) => row.escalated?.rule === id && row.verdict === 'hit').length,
      offered: rows.filter((row) => row.offers.some((offer) => offer.rule === id)).length,
    })),
    rows,
  }
}

function judgeOne(
  pack: Pack,
  transcript: Transcript,
  thinking: Thinking,
  tolerance: number,
): { row: BacktestRow; offset: number | null } {
  const { escalated, offers } = replay(pack, transcript, thinking)
  const actual = handoffOf(transcript)
  // Lines of others in between do not make a hand-off later.
  const turn = (line: number): number => transcript.lines.slice(0, line + 1).filter(isCustomers).length
  const offset = escalated && actual !== null ? turn(escalated.line) - turn(actual) : null
  const verdict = verdictOf(escalated !== null, actual !== null, offset, tolerance)
  return { row: { id: transcript.id, verdict, escalated, actual, offers }, offset }
}

function verdictOf(isEscalated: boolean, isNeeded: boolean, offset: number | null, tolerance: number): Verdict {
  if (offset !== null) return Math.abs(offset) <= tolerance ? 'hit' : offset < 0 ? 'early' : 'late'
  if (isEscalated) return 'false'
  return isNeeded ? 'missed' : 'none'
}

/** What the transcript says, else the customer's last line before an agent spoke. */
function handoffOf({ handoff, lines }: Transcript): number | null {
  if (handoff !== undefined) return handoff
  const agent = lines.findIndex(({ by }) => by === 'agent')
  if (agent < 0) return null
  const before = lines.slice(0, agent).findLastIndex(isCustomers)
  return before < 0 ? null : before
}

const isCustomers = ({ by }: Transcript['lines'][number]): boolean => by === 'customer'

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
