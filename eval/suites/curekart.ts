import { held, type Row, told } from '@baton/bench/row'
import { ranker, train } from '@baton/bot/training'
import { atBar } from '../at-bar.ts'
import type { Data } from '../data.ts'
import { lessonsOf } from '../lessons.ts'

const OUTSIDE = 'NO_NODES_DETECTED'

/**
 * HINT3 Curekart: what real customers asked a live shop bot; more than half of it no intent means. The bar is set from
 * the training part alone; the published figures chose their threshold on the test.
 */
export async function curekart(data: Data): Promise<Row[]> {
  const read = async (part: string) =>
    (await data.csv(`hint3-curekart/v1_curekart_${part}.csv`)).map(({ sentence = '', label = '' }) => ({
      text: sentence,
      intent: label,
    }))
  const lessons = lessonsOf(await read('train'))
  const rank = ranker(train(lessons), lessons)
  const asked = await read('test')
  const inside = asked.filter(({ intent }) => intent !== OUTSIDE)
  const outside = asked.filter(({ intent }) => intent === OUTSIDE)
  const share = outside.length / asked.length
  const seen = atBar(rank, inside, outside, share)
  return [
    held('hint3 curekart overall', (1 - share) * seen.kept + share * seen.refused, '%', '>= 79'),
    told('hint3 curekart in-scope accuracy, no threshold', seen.accuracy, '%'),
    told('hint3 curekart in-scope kept', seen.kept, '%'),
    told('hint3 curekart refused', seen.refused, '%'),
    told('hint3 curekart precision', seen.precision, '%'),
    told('hint3 curekart overall, published: Haptik', 74.8, '%'),
    told('hint3 curekart overall, published: Dialogflow', 73.2, '%'),
    told('hint3 curekart overall, published: LUIS', 71, '%'),
    told('hint3 curekart overall, published: BERT', 65.1, '%'),
    told('hint3 curekart overall, published: Rasa', 64.1, '%'),
  ]
}
