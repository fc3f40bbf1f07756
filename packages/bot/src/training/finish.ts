import { weigh } from '../intent/evidence.ts'
import type { Example } from '../intent/example.ts'
import type { Vector } from '../intent/features.ts'
import { makeJudge } from '../intent/judge.ts'
import type { EvidenceRow, Model } from '../intent/model.ts'
import { normalise } from '../normalise.ts'
import { calibrate } from './calibrate.ts'
import { examplesOf, type Lessons, outOfScope } from './examples.ts'
import { FOLDS, type FoldEvidence, runFold } from './folds.ts'
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
  const trained = { ...learnClasses(examples, intents.length), intents }
  return calibrated(trained, [...evidence, ...labelled(trained, examples, labels)], outOfScope(lessons))
}

/** Weighs what agents said live messages mean with what training has seen. `lessons` are those the model is of. */
export const recalibrate = (model: Model, lessons: Lessons, labels: readonly Label[]): Model =>
  calibrated(
    model,
    [...model.evidence.filter(({ from }) => from !== 'label'), ...labelled(model, examplesOf(lessons), labels)],
    outOfScope(lessons),
  )

type Trained = Pick<Model, 'vocabulary' | 'separators' | 'intents'> & { vectors?: readonly Vector[] }

function calibrated({ vocabulary, separators, intents }: Trained, evidence: EvidenceRow[], outside: number): Model {
  const calibration = calibrate(evidence, outside)
  return {
    intents,
    vocabulary,
    separators,
    calibration,
    evidence,
    report: report(evidence, calibration, intents, outside),
  }
}

function labelled(trained: Trained, examples: readonly Example[], labels: readonly Label[]): EvidenceRow[] {
  if (labels.length === 0) return []
  const judge = makeJudge(trained, examples)
  return labels.flatMap(({ text, intent }) => {
    const [best] = judge(normalise(text).folded)
    if (!best) return []
    const truth = intent === null ? -1 : trained.intents.indexOf(intent)
    return [{ truth, guess: best.label, features: weigh(best.evidence), from: 'label' as const }]
  })
}

/** Folds and all at once, for tests and tools: several trainings in one go. */
export const train = (lessons: Lessons): Model =>
  finishTraining(
    lessons,
    FOLDS.map((fold) => runFold(lessons, fold)),
  )
