import { type Row, told } from '@baton/bench/row'
import { propose } from '@baton/bot/coldstart'
import type { Data } from '../data.ts'

/** How far intents that are proposed for unlabelled messages are those that people gave them. */
export async function coldstart(data: Data): Promise<Row[]> {
  const bitext = await data.csv('bitext/Bitext_Sample_Customer_Service_Validation_Dataset.csv')
  const curekart = await data.csv('hint3-curekart/v1_curekart_train.csv')
  return [
    ...grouped(
      'bitext',
      bitext.map(({ utterance = '', intent = '' }) => ({ text: utterance, intent })),
    ),
    ...grouped(
      'curekart',
      curekart.map(({ sentence = '', label = '' }) => ({ text: sentence, intent: label })),
    ),
  ]
}

function grouped(name: string, sentences: readonly { text: string; intent: string }[]): Row[] {
  const meant = new Map(sentences.map(({ text, intent }) => [plain(text), intent]))
  // Every phrasing of a proposal is looked at, so that those it would not write down count as well.
  const { intents } = propose(
    sentences.map(({ text }) => ({ said: [text] })),
    (text) => text,
    null,
  )
  const groups = intents.map(({ phrasings }) =>
    Object.values(phrasings)
      .flat()
      .map((text) => meant.get(plain(text)) ?? ''),
  )
  const majorities = groups.map(majority)
  const all = groups.flat().length
  const right = majorities.reduce((sum, { count }) => sum + count, 0)
  return [
    told(`coldstart ${name} purity`, (100 * right) / all, '%'),
    told(`coldstart ${name} grouped`, (100 * intents.reduce((sum, { size }) => sum + size, 0)) / sentences.length, '%'),
    told(
      `coldstart ${name} intents found`,
      (100 * new Set(majorities.map(({ intent }) => intent)).size) / new Set(meant.values()).size,
      '%',
    ),
  ]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\d{4,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()

function majority(intents: readonly string[]): { intent: string; count: number } {
  const counts = new Map<string, number>()
  for (const intent of intents) counts.set(intent, (counts.get(intent) ?? 0) + 1)
  const [top = ['', 0] as const] = [...counts].sort((left, right) => right[1] - left[1])
  return { intent: top[0], count: top[1] }
}
