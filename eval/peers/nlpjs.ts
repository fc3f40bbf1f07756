import basic from '@nlpjs/basic'
import type { Labelled } from '../lessons.ts'

/** What nlp.js makes of a message: its best intent, `None` when it has none. */
export type Peer = (text: string) => Promise<{ intent: string; score: number }>

/** nlp.js with its defaults, as its guide shows it: its own tokenizer, stemmer and neural network. Nothing is written to disk. */
export async function nlpjs(sentences: readonly Labelled[]): Promise<Peer> {
  const dock = await basic.dockStart({
    settings: { nlp: { autoSave: false, log: false, nlu: { log: false } }, 'nlu-??': { log: false } },
    use: ['Basic', 'LangEn'],
  })
  const nlp = dock.get('nlp')
  nlp.addLanguage('en')
  for (const { text, intent } of sentences) nlp.addDocument('en', text, intent)
  await nlp.train()
  return async (text) => {
    const { intent, score } = await nlp.process('en', text)
    return { intent, score }
  }
}
