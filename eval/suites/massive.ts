import { held, type Row, told } from '@baton/bench/row'
import { accuracy } from '../accuracy.ts'
import type { Data } from '../data.ts'
import type { Labelled } from '../lessons.ts'

/** MASSIVE zh-CN: 60 intents of a voice assistant. */
export async function massive(data: Data): Promise<Row[]> {
  const read = async (part: string): Promise<Labelled[]> =>
    (await data.csv(`massive/amazon_massive_intent_zh-CN_${part}.csv`)).map(({ text = '', label_text = '' }) => ({
      text,
      intent: label_text,
    }))
  return [
    held('massive zh val', accuracy(await read('train'), await read('validation')), '%', '>= 84.2'),
    told('massive published, mean of 51 languages: XLM-R base', 85, '%'),
  ]
}
