import { UNTAUGHT, weigh } from '../intent/confidence.ts'
import { makeJudge } from '../intent/judge.ts'
import type { EvidenceRow, Model } from '../intent/model.ts'
import { normalise } from '../normalise.ts'
import { examplesOf, type Lessons } from './examples.ts'
import { type FoldEvidence, foldsOf, runFold } from './folds.ts'
import { learnClasses } from './learn-classes.ts'
import { report } from './report.ts'

/** What an agent said a live message means: one of the intents, or none. */
export interface Label {
  text: string
  intent: string | null
}

/** Trains on everything and calibrates with what the folds have seen. Costs one training; give it every fold. */
export function finishTraining(lessons: Lessons, folds: readonly FoldEvidence[], labels: readonly Label[] = []): Model {
  const examples = examplesOf(lessons)
  const intents = lessons.intents.map(({ id }) => id)
  const evidence = folds.flatMap(({ rows }) => rows)
  const model: Model = {
    ...learnClasses(examples, intents.length),
    intents,
    calibration: UNTAUGHT,
    evidence,
    report: report(evidence, UNTAUGHT, intents),
  }
  return labels.length === 0 ? model : recalibrate(model, lessons, labels)
}

/** Weighs what agents said live messages mean with what training has seen. `lessons` are those the model is of. */
export function recalibrate(model: Model, lessons: Lessons, labels: readonly Label[]): Model {
  const judge = makeJudge(model, examplesOf(lessons))
  const labelled = labels.flatMap(({ text, intent }): EvidenceRow[] => {
    const [best] = judge(normalise(text).folded)
    if (!best) return []
    const truth = intent === null ? -1 : model.intents.indexOf(intent)
    return [{ truth, guess: best.label, features: weigh(best.evidence), from: 'label' }]
  })
  const evidence = [...model.evidence.filter(({ from }) => from !== 'label'), ...labelled]
  return { ...model, evidence, report: report(evidence, model.calibration, model.intents) }
}

/** Folds and all at once, for tests and tools: several trainings in one go. */
export const train = (lessons: Lessons): Model =>
  finishTraining(
    lessons,
    foldsOf(lessons).map((fold) => runFold(lessons, fold)),
  )
