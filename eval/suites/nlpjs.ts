import { type Row, told } from '@baton/bench/row'
import type { Data } from '../data.ts'
import type { Labelled } from '../lessons.ts'
import type { Peer } from '../peers/nlpjs.ts'

const OUTSIDE = 'NO_NODES_DETECTED'
/** Its own bar for "is this an intent at all" is lower; this is ours. */
const BAR = 0.8

/** nlp.js, with its defaults, on the set of real customers: on the large ones it trains for minutes, and a process holds one of it. */
export async function peer(data: Data): Promise<Row[]> {
  const read = async (part: string): Promise<Labelled[]> =>
    (await data.csv(`hint3-curekart/v1_curekart_${part}.csv`)).map(({ sentence = '', label = '' }) => ({
      text: sentence,
      intent: label,
    }))
  // Only when it is asked for: importing it takes a second and warns.
  const { nlpjs } = await import('../peers/nlpjs.ts')
  const started = performance.now()
  const curekart = await nlpjs(await read('train'))
  const trained = performance.now() - started
  const asked = await read('test')
  const guesses = await answers(curekart, asked)
  const right = guesses.filter(({ intent, guess, score }) =>
    intent === OUTSIDE ? score < BAR || guess === 'None' : score >= BAR && guess === intent,
  )
  const inside = guesses.filter(({ intent }) => intent !== OUTSIDE)
  return [
    told('nlp.js: train 600x28', trained, 'ms'),
    told('nlp.js: hint3 curekart overall at 0.8', percent(right.length, guesses.length), '%'),
    told(
      'nlp.js: hint3 curekart in-scope accuracy, no threshold',
      percent(inside.filter(({ intent, guess }) => intent === guess).length, inside.length),
      '%',
    ),
  ]
}

async function answers(ask: Peer, messages: readonly Labelled[]) {
  const found: (Labelled & { guess: string; score: number })[] = []
  for (const each of messages) {
    const { intent: guess, score } = await ask(each.text)
    found.push({ ...each, guess, score })
  }
  return found
}

const percent = (part: number, whole: number): number => (100 * part) / whole
