import { median } from '@baton/bench/numbers'
import { held, type Row, told } from '@baton/bench/row'
import { encodeModel, FOLDS, finishTraining, runFold } from '@baton/bot/training'
import type { Data } from '../data.ts'
import { lessonsOf } from '../lessons.ts'

const ROUNDS = 9

/** How long training takes for 600 phrasings of 28 intents: the classifier, and one fold of its calibration. */
export async function training(data: Data): Promise<Row[]> {
  const sentences = (await data.csv('hint3-curekart/v1_curekart_train.csv')).map(({ sentence = '', label = '' }) => ({
    text: sentence,
    intent: label,
  }))
  const lessons = lessonsOf(sentences)
  const [fold] = FOLDS
  const bytes = encodeModel(finishTraining(lessons, [])).length
  return [
    held(
      'train 600x28',
      timed(() => finishTraining(lessons, [])),
      'ms',
      '<= 200',
    ),
    ...(fold
      ? [
          told(
            'train 600x28, one fold',
            timed(() => runFold(lessons, fold)),
            'ms',
          ),
        ]
      : []),
    told('train 600x28, folds', FOLDS.length, ''),
    told('train 600x28, model', bytes / 1024, 'KiB'),
  ]
}

/** Median of some rounds, in milliseconds. */
function timed(job: () => unknown): number {
  return median(
    Array.from({ length: ROUNDS }, () => {
      const started = performance.now()
      job()
      return performance.now() - started
    }),
  )
}
