import { held, type Row, told } from '@baton/bench/row'
import { accuracy, crossValidated, draw, mean } from '../accuracy.ts'
import type { Data } from '../data.ts'

const SEEDS = [1, 2, 3, 4, 5]

/** BANKING77: 77 intents of one bank that differ by a word. Only its training part is looked at. */
export async function banking(data: Data): Promise<Row[]> {
  const sentences = (await data.csv('banking77/train.csv')).map(({ text = '', category = '' }) => ({
    text,
    intent: category,
  }))
  const tenShot = SEEDS.map((seed) => {
    const { taught, asked } = draw(sentences, 10, seed)
    return accuracy(taught, asked)
  })
  return [
    held('banking77 5-fold', crossValidated(sentences, 5, 1), '%', '>= 90.5'),
    held('banking77 10-shot', mean(tenShot), '%', '>= 73'),
    told('banking77 published, whole set: BERT', 93.66, '%'),
    told('banking77 published, whole set: USE + ConveRT', 93.36, '%'),
    told('banking77 published, 10-shot: RoBERTa', 84.27, '%'),
    told('banking77 published, 10-shot: USE', 84.23, '%'),
  ]
}
