import { held, type Row, told } from '@baton/bench/row'
import type { Data } from '../data.ts'
import { shopReader } from '../reader.ts'

const ASKS = 'contact_human_agent'

/**
 * Who asks for a person, and who only mentions one. Bitext writes each intent in hundreds of ways, with slips of the fingers
 * and swear words; MASSIVE asks a Chinese home assistant for everything but a person.
 */
export async function person(data: Data): Promise<Row[]> {
  const read = await shopReader()
  const asking = (texts: readonly string[]) => texts.filter((text) => read(text).wantsPerson.length > 0).length
  const bitext = (
    await Promise.all(
      ['Training', 'Validation'].map((part) => data.csv(`bitext/Bitext_Sample_Customer_Service_${part}_Dataset.csv`)),
    )
  ).flat()
  const massive = (
    await Promise.all(
      ['train', 'validation'].map((part) => data.csv(`massive/amazon_massive_intent_zh-CN_${part}.csv`)),
    )
  ).flat()
  const said = (those: (intent: string) => boolean) =>
    bitext.filter(({ intent = '' }) => those(intent)).map(({ utterance = '' }) => utterance)
  const asked = said((intent) => intent === ASKS)
  const others = said((intent) => intent !== ASKS)
  const assistant = massive.map(({ text = '' }) => text)
  return [
    held('bitext person recall', (100 * asking(asked)) / asked.length, '%', '>= 92'),
    held('bitext person false', asking(others), `of ${others.length}`, '<= 0'),
    held('massive person false', asking(assistant), `of ${assistant.length}`, '<= 6'),
    told('bitext person recall, rules before tuning', 78, '%'),
  ]
}
