import { writeFileSync } from 'node:fs'
import { root } from '@baton/box/root'
import { startSpeech } from '@baton/speech'
import { learnRestoration, RESTORATION } from '@baton/speech/learn-restoration'
import { loadPack } from './pack.ts'

// Learns anew how the recogniser hears a telephone, out of the demo's phrases; the file is part of the source.
const { intents } = await loadPack(`${root}packs/ecommerce`)
const speech = await startSpeech()
try {
  const phrases = intents.flatMap(({ phrasings }) => phrasings.en ?? [])
  writeFileSync(RESTORATION, await learnRestoration(speech.url, phrases))
} finally {
  await speech.stop()
}
