import { readWav, writeWav } from '@baton/sound/wav'
import { type Condition, clean, noisy, phone } from './conditions.ts'
import { OFF_TOPIC, SERVICE } from './sentences.ts'
import { wordErrors } from './word-errors.ts'

export { drawn } from './drawn.ts'
export { SERVICE } from './sentences.ts'

/** What a started sidecar makes of speech of its own voices. Shares of 1. */
export interface Recognition {
  /** Wrong, missing and surplus words, of those that were said. */
  wordErrors: Record<'clean' | 'phone' | '20dB', number>
  /** Sentences that were taken for one of the vocabulary's, though none was meant. */
  offTopicAccepted: number
  /** What was heard otherwise than it was said, to read. */
  mistakes: string[]
}

const CONDITIONS: Record<keyof Recognition['wordErrors'], Condition> = { clean, phone, '20dB': noisy(20) }
/** The silence that a pause-detector leaves at either end. */
const EDGE_MS = 200

/**
 * Says sentences of the topic and those that are off it by each voice, and has them recognised with a vocabulary that
 * was put as `vocabulary`.
 */
export async function recognitionOf(
  url: string,
  vocabulary: string,
  voices: readonly string[],
  { onTopic = SERVICE, offTopic = OFF_TOPIC }: { onTopic?: readonly string[]; offTopic?: readonly string[] } = {},
): Promise<Recognition> {
  const mistakes: string[] = []
  const wrong = { clean: 0, phone: 0, '20dB': 0 }
  let words = 0
  let accepted = 0
  for (const voice of voices) {
    for await (const { at, sentence, samples } of spokenAhead(url, voice, onTopic)) {
      words += sentence.split(' ').length
      for (const [name, condition] of Object.entries(CONDITIONS) as [keyof typeof wrong, Condition][]) {
        const { text } = await heard(url, vocabulary, condition(samples, at + 1))
        const errors = wordErrors(sentence, text)
        wrong[name] += errors
        if (errors > 0) mistakes.push(`${name}, ${voice}: "${sentence}" as "${text}"`)
      }
    }
    for await (const { sentence, samples } of spokenAhead(url, voice, offTopic)) {
      const { text } = await heard(url, vocabulary, clean(samples, 0))
      if (text !== '') accepted += 1
      if (text !== '') mistakes.push(`off-topic, ${voice}: "${sentence}" as "${text}"`)
    }
  }
  return {
    wordErrors: { clean: wrong.clean / words, phone: wrong.phone / words, '20dB': wrong['20dB'] / words },
    offTopicAccepted: accepted / (voices.length * offTopic.length),
    mistakes,
  }
}

/** Each while the one before is listened to. */
async function* spokenAhead(url: string, voice: string, sentences: readonly string[]) {
  const [first] = sentences
  let next = first === undefined ? undefined : spokenBy(url, voice, first)
  for (const [at, sentence] of sentences.entries()) {
    const samples = await next
    const following = sentences[at + 1]
    next = following === undefined ? undefined : spokenBy(url, voice, following)
    // Should nobody come for it any more.
    next?.catch(() => undefined)
    if (samples) yield { at, sentence, samples }
  }
}

/** With the silence around it that a pause-detector leaves. */
export async function spokenBy(url: string, voice: string, input: string): Promise<Int16Array> {
  const answer = await fetch(`${url}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'flite', voice, input, response_format: 'wav' }),
  })
  if (!answer.ok) throw new Error(`no speech: ${await answer.text()}`)
  const { rate, samples } = readWav(new Uint8Array(await answer.arrayBuffer()))
  const edge = (rate * EDGE_MS) / 1_000
  const whole = new Int16Array(samples.length + 2 * edge)
  whole.set(samples, edge)
  return whole
}

export async function heard(
  url: string,
  vocabulary: string | undefined,
  recording: { rate: number; samples: Int16Array },
  language = 'en',
): Promise<{
  text: string
  confidence: number
  duration: number
  words: { word: string; start: number; end: number }[]
}> {
  const form = new FormData()
  form.set('file', new File([writeWav(recording)], 'utterance.wav', { type: 'audio/wav' }))
  form.set('model', 'pocketsphinx')
  form.set('language', language)
  form.set('response_format', 'verbose_json')
  if (vocabulary !== undefined) form.set('vocabulary', vocabulary)
  const answer = await fetch(`${url}/v1/audio/transcriptions`, { method: 'POST', body: form })
  if (!answer.ok) throw new Error(`not heard: ${await answer.text()}`)
  return (await answer.json()) as Awaited<ReturnType<typeof heard>>
}

export async function putVocabulary(url: string, id: string, vocabulary: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/v1/vocabularies/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(vocabulary),
  })
  if (!answer.ok) throw new Error(`no vocabulary: ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}
