import type { HearingProvider, SpeakingProvider } from '@baton/protocol'
import { inject } from 'vitest'
import type { SpeechAsked, SpeechScript } from './speech-server.ts'

/** The key that the stand-in for speech demands. */
export const SPEECH_KEY = 'sk-secret-of-the-voice'

/** A stand-in of its own name that recognises and speaks as told. */
export async function aSpeech(script: SpeechScript = {}) {
  const url = inject('speechUrl')
  const name = `s-${crypto.randomUUID()}`
  const tell = (next: SpeechScript) => fetch(`${url}/scripts/${name}`, { method: 'PUT', body: JSON.stringify(next) })
  await tell(script)
  const common = { model: 'a-model', key: SPEECH_KEY, timeoutMs: 5_000, languages: ['en', 'zh'] as ('en' | 'zh')[] }
  return {
    tell,
    openAi: {
      hearing: {
        ...common,
        kind: 'openai',
        url: `${url}/openai/${name}/v1`,
        vocabulary: false,
      } satisfies HearingProvider,
      speaking: { ...common, kind: 'openai', url: `${url}/openai/${name}/v1`, voices: {} } satisfies SpeakingProvider,
    },
    deepgram: {
      flux: { ...common, kind: 'deepgram', url: `${url}/deepgram/${name}/v2/listen` } as const,
      nova: { ...common, kind: 'deepgram', url: `${url}/deepgram/${name}/v1/listen` } as const,
      speaking: { ...common, kind: 'deepgram', url: `${url}/deepgram/${name}/v1/speak`, voices: {} } as const,
    },
    asked: async (): Promise<SpeechAsked[]> => (await fetch(`${url}/asked/${name}`)).json(),
  }
}
