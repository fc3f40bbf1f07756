import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { readWav, WavError } from '@baton/sound/wav'
import type { Context } from 'hono'
import { z } from 'zod'
import { heardBest } from '../recogniser/heard-best.ts'
import type { Recogniser } from '../recogniser/recogniser.ts'
import { RATE } from '../voices/speech.ts'
import { LONGEST_SECONDS } from './limits.ts'
import { SpeechError } from './problem.ts'
import type { Vocabularies } from './vocabularies.ts'

const fields = z.object({
  /** Both are taken and have no effect: there is one recogniser, and it knows no context. */
  model: z.string().max(100).optional(),
  prompt: z.string().max(4_096).optional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/)
    .default('en'),
  vocabulary: z.string().max(200).optional(),
  response_format: z.enum(['json', 'verbose_json']).default('json'),
})

/** `POST /v1/audio/transcriptions`: a whole utterance in, what was said out; empty when it is nothing of the vocabulary. */
export const transcriptionRoute =
  (recogniser: Recogniser, vocabularies: Vocabularies) =>
  async (c: Context): Promise<Response> => {
    const form = await c.req.formData().catch(() => undefined)
    const { file, ...rest } = Object.fromEntries(form ?? [])
    const read = fields.safeParse(rest)
    if (!read.success) throw new SpeechError('invalid_request', read.error.issues[0]?.path.join('.') || 'body')
    if (!(file instanceof File)) throw new SpeechError('invalid_request', 'file')
    const { language, vocabulary, response_format: format } = read.data
    if (!/^(?:en|zh|cmn)(?:-|$)/i.test(language)) throw new SpeechError('language_unsupported', language)
    if (recogniser.isBusy) throw new SpeechError('busy')
    const samples = samplesAt16k(new Uint8Array(await file.arrayBuffer()))
    const hash = await vocabularies.hashOf(vocabulary, language.toLowerCase())
    const { text, words, confidence } = await heardBest(recogniser, hash, samples, c.req.raw.signal)
    const duration = samples.length / RATE
    return c.json({ text, confidence, duration, ...(format === 'verbose_json' && { language, words }) })
  }

function samplesAt16k(bytes: Uint8Array): Int16Array {
  try {
    const { rate, samples } = readWav(bytes)
    if (rate < 8_000 || rate > 48_000) throw new SpeechError('audio_unreadable', 'rate')
    if (samples.length > LONGEST_SECONDS * rate) throw new SpeechError('too_large', `${LONGEST_SECONDS} s`)
    return rate === RATE ? samples : toInt16(resampled(toFloat32(samples), rate, RATE))
  } catch (error) {
    if (error instanceof WavError) throw new SpeechError('audio_unreadable', error.code)
    throw error
  }
}
