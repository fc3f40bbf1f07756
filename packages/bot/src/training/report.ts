import { BAR, type Calibration, confidence } from '../intent/confidence.ts'
import type { EvidenceRow, Report } from '../intent/model.ts'
import { weightsOf } from './weights.ts'

const BINS = 10
const CONFUSED = 10

/** How well a calibration does on the evidence. O(rows · features). */
export function report(
  rows: readonly EvidenceRow[],
  calibration: Calibration,
  intents: readonly string[],
  outOfScope: number,
): Report {
  const weights = weightsOf(rows, outOfScope)
  const seen = rows.map((row, at) => ({
    ...row,
    sure: confidence(calibration, row.features, row.guess),
    weight: weights[at] ?? 0,
    right: row.truth === row.guess,
  }))
  const known = seen.filter(({ truth }) => truth >= 0)
  const strangers = seen.filter(({ truth }) => truth < 0)
  const served = known.filter(({ sure }) => sure >= BAR)
  return {
    phrasings: rows.filter(({ from }) => from === 'phrasing').length,
    labels: rows.filter(({ from }) => from === 'label').length,
    accuracy: share(known, ({ right }) => right),
    atBar: { coverage: share(known, ({ sure }) => sure >= BAR), precision: share(served, ({ right }) => right) },
    refused: share(strangers, ({ sure }) => sure < BAR),
    confused: confused(known, intents),
    reliability: Array.from({ length: BINS }, (_, bin) => {
      const inside = seen.filter(({ sure }) => Math.min(BINS - 1, Math.floor(sure * BINS)) === bin)
      const sum = (worth: (each: (typeof inside)[number]) => number) =>
        inside.reduce((total, each) => total + each.weight * worth(each), 0)
      const all = sum(() => 1) || 1
      return {
        from: bin / BINS,
        to: (bin + 1) / BINS,
        count: inside.length,
        confidence: sum(({ sure }) => sure) / all,
        precision: sum(({ right }) => (right ? 1 : 0)) / all,
      }
    }),
  }
}

/** 0 of nothing. */
const share = <Each>(all: readonly Each[], holds: (each: Each) => boolean): number =>
  all.length === 0 ? 0 : all.filter(holds).length / all.length

function confused(known: readonly EvidenceRow[], intents: readonly string[]): Report['confused'] {
  const times = new Map<string, Report['confused'][number]>()
  for (const { truth, guess } of known) {
    const [intent, takenFor] = [intents[truth], intents[guess]]
    if (truth === guess || intent === undefined || takenFor === undefined) continue
    const key = `${truth} ${guess}`
    times.set(key, { intent, takenFor, times: (times.get(key)?.times ?? 0) + 1 })
  }
  return [...times.values()].sort((left, right) => right.times - left.times).slice(0, CONFUSED)
}
