import { held, type Row, told } from '@baton/bench/row'
import type { Mood } from '@baton/protocol'
import type { Data } from '../data.ts'
import { shopReader } from '../reader.ts'

/** As TAGS.md of Bitext calls offensive language. */
const OFFENSIVE = 'W'

type Level = Mood['level']

/**
 * Whom the bot takes for angry. Orders to a home assistant, questions to a bank and civil questions to a shop are calm but for
 * a handful; swearing is not. Nobody has labelled the moods here: what is measured is how seldom calm people are passed on.
 */
export async function mood(data: Data): Promise<Row[]> {
  const read = await shopReader()
  const levels = (texts: readonly string[]) => texts.map((text) => read(text).mood.level)
  const massive = (
    await Promise.all(
      ['train', 'validation'].map((part) => data.csv(`massive/amazon_massive_intent_zh-CN_${part}.csv`)),
    )
  )
    .flat()
    .map(({ text = '' }) => text)
  const clinc = (await data.jsonLines<{ text: string }>('clinc150/train.jsonl')).map(({ text }) => text)
  const banking = (await data.csv('banking77/train.csv')).map(({ text = '' }) => text)
  const bitext = await data.csv('bitext/Bitext_Sample_Customer_Service_Training_Dataset.csv')
  const said = (offensive: boolean) =>
    bitext.filter(({ tags = '' }) => tags.includes(OFFENSIVE) === offensive).map(({ utterance = '' }) => utterance)
  const seen = {
    massive: levels(massive),
    clinc: levels(clinc),
    banking: levels(banking),
    civil: levels(said(false)),
    offensive: levels(said(true)),
  }
  const share = (set: keyof typeof seen, ...those: Level[]) =>
    (100 * seen[set].filter((level) => those.includes(level)).length) / seen[set].length
  return [
    held('massive zh taken for angry', share('massive', 'angry'), '%', '<= 0.05'),
    held('clinc150 train taken for angry', share('clinc', 'angry'), '%', '<= 0.1'),
    held('banking77 taken for angry', share('banking', 'angry'), '%', '<= 0.1'),
    held('bitext civil taken for angry', share('civil', 'angry'), '%', '<= 0.1'),
    held('bitext offensive taken for upset', share('offensive', 'angry', 'negative'), '%', '>= 95'),
    told('massive zh taken for anxious or displeased', share('massive', 'anxious', 'negative'), '%'),
    told('clinc150 train taken for anxious or displeased', share('clinc', 'anxious', 'negative'), '%'),
    told('banking77 taken for anxious or displeased', share('banking', 'anxious', 'negative'), '%'),
  ]
}
