import { type HearingProvider, type Locale, PCM_RATE, type SpeakingProvider } from '@baton/protocol'
import { writeWav } from '@baton/sound/wav'
import { z } from 'zod'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Transcribe } from './hearing.ts'
import { askSpeech, bytesOfAnswer, jsonOfAnswer } from './patient.ts'
import { pcmAt } from './pcm-stream.ts'
import type { Speaking } from './speaking.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a server says nothing of: OpenAI's own rate for `pcm`. */
const DEFAULT_RATE = 24_000
/** A sentence is shorter: two minutes at 48 kHz. */
const AUDIO_BYTES = 12 * 1024 * 1024
const DEFAULT_VOICE = 'alloy'

const transcription = z.object({
  text: z.string(),
  confidence: z.number().min(0).max(1).optional(),
})

type Address = Pick<HearingProvider, 'model' | 'key' | 'timeoutMs'> & { url: string }

/** Of a server that does not say how sure it is. */
const UNTOLD_CONFIDENCE = 0.8

/** `POST {url}/audio/transcriptions` of OpenAI's protocol: a WAV of the whole utterance. */
export function openAiTranscribe(address: Address, vocabulary: Vocabulary | null): Transcribe {
  const transcribe = async (samples: Int16Array, locale: Locale, words: string | null, signal: AbortSignal) => {
    const form = new FormData()
    form.set('file', new Blob([writeWav({ rate: PCM_RATE, samples })], { type: 'audio/wav' }), 'speech.wav')
    form.set('model', address.model)
    form.set('language', languageOf(locale))
    form.set('response_format', 'json')
    if (words !== null) form.set('vocabulary', words)
    const init = { method: 'POST', body: form, headers: authorization(address) }
    const response = await askSpeech(at(address, 'audio/transcriptions'), init, { ...address, signal })
    const parsed = transcription.safeParse(await jsonOfAnswer(response))
    if (!parsed.success) throw new ProviderError('malformed')
    const { text, confidence = UNTOLD_CONFIDENCE } = parsed.data
    return { text: text.trim(), confidence }
  }
  return async (samples, locale, signal) => {
    const words = (await vocabulary?.of(locale)) ?? null
    try {
      return await transcribe(samples, locale, words, signal)
    } catch (error) {
      if (!vocabulary || words === null || !(error instanceof ProviderError) || error.code !== 'refused') throw error
      // A server that began anew knows no vocabulary: it is told once more.
      vocabulary.lost(locale)
      return transcribe(samples, locale, await vocabulary.of(locale), signal)
    }
  }
}

/** `POST {url}/audio/speech` of OpenAI's protocol, as `pcm`, whose rate the answer's content type tells. */
export function openAiSpeaking(address: Address & Pick<SpeakingProvider, 'voices'>): Speaking {
  const voiceOf = (locale: keyof typeof address.voices) => address.voices[locale] ?? DEFAULT_VOICE
  return {
    voice: (locale) => `${address.url}|${address.model}|${voiceOf(locale)}`,
    async *say(text, locale, signal) {
      const body = JSON.stringify({
        model: address.model,
        input: text,
        voice: voiceOf(locale),
        response_format: 'pcm',
        // Of the protocol's own servers none reads it; one that has no voices by name does.
        language: languageOf(locale),
      })
      const headers = { 'content-type': 'application/json', ...authorization(address) }
      const response = await askSpeech(
        at(address, 'audio/speech'),
        { method: 'POST', body, headers },
        { ...address, signal },
      )
      yield* pcmAt(bytesOfAnswer(response, AUDIO_BYTES), rateOf(response))
    },
  }
}

/** `audio/L16;rate=16000;channels=1` (RFC 2586), or nothing that tells. */
function rateOf(response: Response): number {
  const [, rate] = /;\s*rate\s*=\s*"?(\d+)/i.exec(response.headers.get('content-type') ?? '') ?? []
  return rate === undefined ? DEFAULT_RATE : Number(rate)
}

/** ISO 639-1, as the protocol has languages. */
export const languageOf = (locale: string): 'en' | 'zh' => (locale.startsWith('zh') ? 'zh' : 'en')

export const at = ({ url }: { url: string }, path: string): string => `${url.replace(/\/+$/, '')}/${path}`

export const authorization = ({ key }: { key?: string | undefined }): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` }
