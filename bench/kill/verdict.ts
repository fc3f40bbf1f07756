import type { SessionEvent } from '@baton/protocol'

/** What one writer did and heard. */
export interface Testimony {
  sent: readonly string[]
  acked: ReadonlyMap<string, number>
  heard: readonly { seq: number; id: string }[]
}

export interface Verdict {
  acked: number
  lost: number
  doubled: number
  reordered: number
}

/** What was found over several logs. */
export const sumOf = (verdicts: readonly Verdict[]): Verdict => {
  const total = (what: keyof Verdict): number => verdicts.reduce((sum, verdict) => sum + verdict[what], 0)
  return { acked: total('acked'), lost: total('lost'), doubled: total('doubled'), reordered: total('reordered') }
}

/**
 * Holds the log of one session against what its writers saw. Lost: acknowledged, and not in the log where the
 * acknowledgement said; or in the log, and never shown to a writer who was told of later ones. Doubled: an id stored or
 * shown more than once. Reordered: stored in another order than sent, shown in another than stored, or a hole in the log.
 *
 * @param isNext whether nothing is missing between two events. Seqs are dense for who may read all.
 */
export function judge(
  log: readonly SessionEvent[],
  writers: readonly Testimony[],
  isNext: (event: SessionEvent, before: SessionEvent) => boolean = (event, before) => event.seq === before.seq + 1,
): Verdict {
  const seqs = new Map<string, number[]>()
  for (const { id, seq } of log) seqs.set(id, [...(seqs.get(id) ?? []), seq])
  const verdict: Verdict = { acked: 0, lost: 0, doubled: 0, reordered: 0 }
  verdict.doubled += [...seqs.values()].filter((at) => at.length > 1).length
  verdict.reordered += log.filter((event, at) => {
    const before = log[at - 1]
    return before !== undefined && !isNext(event, before)
  }).length
  for (const { sent, acked, heard } of writers) {
    verdict.acked += acked.size
    verdict.lost += [...acked].filter(([id, seq]) => !seqs.get(id)?.includes(seq)).length
    verdict.reordered += descents(sent.flatMap((id) => seqs.get(id)?.[0] ?? []))
    verdict.reordered += descents(heard.map(({ seq }) => seq))
    verdict.doubled += heard.length - new Set(heard.map(({ id }) => id)).size
    const [first, last] = [heard[0]?.seq ?? 0, heard.at(-1)?.seq ?? 0]
    const shown = new Set(heard.map(({ id }) => id))
    const due = log.filter(({ seq, audience }) => seq >= first && seq <= last && audience === 'all')
    verdict.lost += due.filter(({ id }) => !shown.has(id)).length
  }
  return verdict
}

const descents = (numbers: readonly number[]): number =>
  numbers.filter((number, at) => number < (numbers[at - 1] ?? 0)).length
