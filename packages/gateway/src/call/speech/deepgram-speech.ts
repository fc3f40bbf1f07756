import type { HearingProvider, SpeakingProvider } from '@baton/protocol'
import { PCM_RATE } from '@baton/protocol'
import { ProviderError } from '../../providers/provider-error.ts'
import { FLUX_QUERY, fluxHearing } from './deepgram-flux.ts'
import { NOVA_QUERY, novaHearing } from './deepgram-nova.ts'
import type { Hearing } from './hearing.ts'
import { languageOf } from './openai-speech.ts'
import { askSpeech, bytesOfAnswer } from './patient.ts'
import { pcmAt } from './pcm-stream.ts'
import type { Speaking } from './speaking.ts'
import type { OpenSocket } from './speech-socket.ts'

type Address = Pick<HearingProvider, 'model' | 'key' | 'timeoutMs'> & { url: string }

const AUDIO_BYTES = 4 * 1024 * 1024

/** A socket for sound: `…/v2/listen` speaks Flux, whatever else it is nova. */
export function deepgramHearing(address: Address): Hearing {
  const { url, model, timeoutMs } = address
  if (/\/v2\/listen\/*$/.test(url)) {
    return fluxHearing(
      (locale) => socketAt(address, { model, ...FLUX_QUERY, ...(isMultilingual(model) && hint(locale)) }),
      timeoutMs,
    )
  }
  return novaHearing((locale) => socketAt(address, { model, ...NOVA_QUERY, language: bcp47(locale) }), timeoutMs)
}

/** Only this of Flux's models takes a language: https://developers.deepgram.com/docs/flux/language-prompting. */
const isMultilingual = (model: string): boolean => model.includes('multi')
const hint = (locale: string) => ({ language_hint: languageOf(locale) })
const bcp47 = (locale: string): string => (locale === 'en' ? 'en' : locale)

/**
 * `v1/speak` by HTTP, a request for each sentence. Its socket would take them all, but no more than 20 `Flush` in a minute, and
 * each sentence is one: https://developers.deepgram.com/docs/tts-ws-flush. The answer is streamed in both.
 */
export function deepgramSpeaking(address: Address & Pick<SpeakingProvider, 'voices'>): Speaking {
  const modelOf = (locale: keyof typeof address.voices) => address.voices[locale] ?? address.model
  return {
    voice: (locale) => `${address.url}|${modelOf(locale)}`,
    async *say(text, locale, signal) {
      const query = { model: modelOf(locale), encoding: 'linear16', container: 'none', sample_rate: String(PCM_RATE) }
      const headers = { 'content-type': 'application/json', ...token(address) }
      const response = await askSpeech(
        withQuery(httpOf(address.url), query),
        { method: 'POST', headers, body: JSON.stringify({ text }) },
        { ...address, signal },
      )
      yield* pcmAt(bytesOfAnswer(response, AUDIO_BYTES), PCM_RATE)
    },
  }
}

function socketAt(address: Address, query: Record<string, string>): OpenSocket {
  return async (signal) => {
    const headers = { upgrade: 'websocket', ...token(address) }
    const response = await askSpeech(withQuery(httpOf(address.url), query), { headers }, { ...address, signal })
    if (response.status !== 101) throw new ProviderError('malformed')
    return response
  }
}

/** Keys ride as `Token`; only short-lived grants are `Bearer`: https://developers.deepgram.com/reference/authentication. */
const token = ({ key }: Address): Record<string, string> => (key === undefined ? {} : { authorization: `Token ${key}` })

/** Sockets are opened by a request. */
const httpOf = (url: string): string => url.replace(/^ws/, 'http').replace(/\/+$/, '')

const withQuery = (url: string, query: Record<string, string>): string => `${url}?${new URLSearchParams(query)}`
