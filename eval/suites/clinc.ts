import { held, type Row, told } from '@baton/bench/row'
import { ranker, train } from '@baton/bot/training'
import { atBar } from '../at-bar.ts'
import type { Data } from '../data.ts'
import { type Labelled, lessonsOf } from '../lessons.ts'

/** Share of messages outside of every intent in the published test: 1 000 of 5 500. */
const OUTSIDE_SHARE = 1_000 / 5_500

/**
 * CLINC150: 150 intents of ten domains, and questions that none of them means. Calibrated on the training part alone,
 * without any question from outside; asked the validation part.
 */
export async function clinc(data: Data): Promise<Row[]> {
  const read = (part: string): Promise<Labelled[]> => data.jsonLines<Labelled>(`clinc150/${part}.jsonl`)
  const lessons = lessonsOf(await read('train'))
  const rank = ranker(train(lessons), lessons)
  const inside = await read('val')
  const seen = atBar(rank, inside, await read('oos_val'), OUTSIDE_SHARE)
  return [
    held('clinc150 val in-scope', seen.accuracy, '%', '>= 93.2'),
    held('clinc150 bar in-scope kept', seen.kept, '%', '>= 89'),
    held('clinc150 bar oos recall', seen.refused, '%', '>= 88'),
    held('clinc150 bar precision', seen.precision, '%', '>= 93'),
    told('clinc150 published, in-scope / oos by threshold: Dialogflow', 90.8, '%'),
    told('clinc150 published, oos recall by threshold: Dialogflow', 26.7, '%'),
    told('clinc150 published, in-scope by threshold: BERT', 96.2, '%'),
    told('clinc150 published, oos recall by threshold: BERT', 52.3, '%'),
    told('clinc150 published, in-scope by threshold: SVM', 88.2, '%'),
    told('clinc150 published, oos recall by threshold: SVM', 18, '%'),
  ]
}
