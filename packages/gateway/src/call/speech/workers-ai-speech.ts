import { type HearingProvider, PCM_RATE, type SpeakingProvider } from '@baton/protocol'
import { bytesOf } from '@baton/sound/pcm'
import { readWav, writeWav } from '@baton/sound/wav'
import { z } from 'zod'
import { ProviderError } from '../../providers/provider-error.ts'
import { FLUX_QUERY, fluxHearing } from './deepgram-flux.ts'
import { NOVA_QUERY, novaHearing } from './deepgram-nova.ts'
import type { Hearing, Transcribe } from './hearing.ts'
import { decodedMp3 } from './mp3/mpg123.ts'
import { languageOf } from './openai-speech.ts'
import { bytesOfAnswer } from './patient.ts'
import { pcmAt } from './pcm-stream.ts'
import type { Speaking } from './speaking.ts'
import type { OpenSocket } from './speech-socket.ts'
import { turnsBySilence } from './turns-by-silence.ts'

/** The part of the platform's binding that speech needs. */
export interface SpeechModels {
  run(
    model: string,
    input: object,
    options?: { websocket?: boolean; returnRawResponse?: boolean; signal?: AbortSignal },
  ): Promise<unknown>
}

const AUDIO_BYTES = 8 * 1024 * 1024

/**
 * Models of Workers AI that recognise: `@cf/deepgram/flux` and `@cf/deepgram/nova-3` by a socket, `@cf/openai/whisper-…` whole
 * utterances. https://developers.cloudflare.com/workers-ai/models/flux, …/nova-3, …/whisper-large-v3-turbo.
 */
export function workersAiHearing(ai: SpeechModels, { model, timeoutMs }: HearingProvider): Hearing {
  if (model.endsWith('/flux')) return fluxHearing(() => socketOf(ai, model, FLUX_QUERY), timeoutMs)
  if (model.includes('/nova')) {
    return novaHearing(
      (locale) => socketOf(ai, model, { ...NOVA_QUERY, language: locale === 'en' ? 'en' : locale }),
      timeoutMs,
    )
  }
  return turnsBySilence(whisper(ai, model, timeoutMs))
}

function socketOf(ai: SpeechModels, model: string, query: object): OpenSocket {
  return async () => {
    const response = await asked(ai.run(model, query, { websocket: true }))
    if (!(response instanceof Response) || !response.webSocket) throw new ProviderError('malformed')
    return response
  }
}

const transcription = z.object({ text: z.string() })
/** It does not say how sure it is. */
const WHISPER_CONFIDENCE = 0.8

function whisper(ai: SpeechModels, model: string, timeoutMs: number): Transcribe {
  return async (samples, locale, signal) => {
    const audio = base64(writeWav({ rate: PCM_RATE, samples }))
    const input = { audio, language: languageOf(locale), task: 'transcribe' }
    const answer = transcription.safeParse(await inTime(ai.run(model, input, { signal }), timeoutMs))
    if (!answer.success) throw new ProviderError('malformed')
    return { text: answer.data.text.trim(), confidence: WHISPER_CONFIDENCE }
  }
}

/** Models that speak: Aura streams 16-bit samples; MeloTTS answers with a whole recording in base64. */
export function workersAiSpeaking(ai: SpeechModels, { model, voices, timeoutMs }: SpeakingProvider): Speaking {
  return {
    voice: (locale) => `workers_ai|${model}|${voices[locale] ?? ''}`,
    async *say(text, locale, signal) {
      if (model.includes('melotts')) yield* melo(ai, { model, text, locale, timeoutMs })
      else {
        const speaker = voices[locale]
        const input = {
          text,
          encoding: 'linear16',
          container: 'none',
          sample_rate: PCM_RATE,
          ...(speaker !== undefined && { speaker }),
        }
        const answer = await inTime(ai.run(model, input, { returnRawResponse: true, signal }), timeoutMs)
        if (!(answer instanceof Response)) throw new ProviderError('malformed')
        yield* pcmAt(bytesOfAnswer(answer, AUDIO_BYTES), PCM_RATE)
      }
    },
  }
}

const spoken = z.object({ audio: z.string() })

async function* melo(
  ai: SpeechModels,
  { model, text, locale, timeoutMs }: { model: string; text: string; locale: string; timeoutMs: number },
): AsyncIterable<Int16Array> {
  const answer = spoken.safeParse(await inTime(ai.run(model, { prompt: text, lang: languageOf(locale) }), timeoutMs))
  if (!answer.success) throw new ProviderError('malformed')
  const { rate, samples } = recordingIn(answer.data.audio)
  yield* pcmAt(once(bytesOf(samples)), rate)
}

/** As MP3, says its documentation; a WAV is read, too. */
function recordingIn(encoded: string): { rate: number; samples: Int16Array } {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const recording = String.fromCharCode(...bytes.subarray(0, 4)) === 'RIFF' ? readWav(bytes) : decodedMp3(bytes)
    if (recording) return recording
  } catch {
    // It is no base64, no WAV that can be read, or so broken that the decoder gives up.
  }
  throw new ProviderError('malformed')
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Its own errors quote what it was asked. */
async function asked(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch {
    throw new ProviderError('unavailable') // how it failed is in the platform's own log
  }
}

async function inTime(answer: Promise<unknown>, ms: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError('timeout')), ms)
  })
  try {
    return await Promise.race([asked(answer), late])
  } finally {
    clearTimeout(timer)
  }
}

const STEP = 0x8000

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(binary)
}
