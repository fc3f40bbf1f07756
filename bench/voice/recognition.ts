import { join } from 'node:path'
import { root } from '@baton/box/root'
import { loadPack } from '@baton/scripts/pack'
import { startSpeech } from '@baton/speech'
import { drawn, putVocabulary, recognitionOf, SERVICE } from '@baton/speech/testing'
import { held, type Row } from '../row.ts'

const VOICES = ['slt', 'rms'] as const
const VOCABULARY = 'bench'
/** Besides the service sentences. */
const DRAWN = 15

/**
 * What the embedded recogniser makes of the embedded voices, with all that the demo's workspace is asked as its vocabulary:
 * the service sentences, others drawn by lot from that vocabulary, and sentences off the topic. Nothing was chosen by them.
 * Speech of machines on both sides: it says that the path works, and nothing about people.
 */
export async function recognition(): Promise<Row[]> {
  const { intents } = await loadPack(join(root, 'packs/ecommerce'))
  const phrases = intents.flatMap(({ phrasings }) => phrasings.en ?? [])
  const speech = await startSpeech()
  try {
    await putVocabulary(speech.url, VOCABULARY, {
      language: 'en',
      phrases,
      slots: { order_number: { letters: 'SO', digits: { min: 5, max: 8 } } },
    })
    const onTopic = [...new Set([...SERVICE, ...(await drawn(phrases, 'measured', DRAWN))])]
    const { wordErrors, offTopicAccepted, mistakes } = await recognitionOf(speech.url, VOCABULARY, VOICES, { onTopic })
    for (const mistake of mistakes) process.stderr.write(`  ${mistake}\n`)
    return [
      held('stt wer clean', wordErrors.clean * 100, '%', '<= 0'),
      held('stt wer phone', wordErrors.phone * 100, '%', '<= 0'),
      held('stt wer 20dB', wordErrors['20dB'] * 100, '%', '<= 3'),
      held('stt off-topic accepted', offTopicAccepted * 100, '%', '<= 10'),
    ]
  } finally {
    await speech.stop()
  }
}
