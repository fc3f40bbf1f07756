import { PCM_RATE } from '@baton/protocol'
import { bytesOf } from '@baton/sound/pcm'
import { writeWav } from '@baton/sound/wav'
import { expect, test, vi } from 'vitest'
import { silenceFor, voiceFor } from '../../testing/a-talk.ts'
import { TONE_IN_MP3 } from '../../testing/tone-in-mp3.ts'
import type { HeardEvent } from './hearing.ts'
import { type SpeechModels, workersAiHearing, workersAiSpeaking } from './workers-ai-speech.ts'

/** A binding that answers as told, and what it was asked. */
function models(answer: (model: string, input: Record<string, unknown>) => unknown) {
  const asked: { model: string; input: Record<string, unknown>; options: object | undefined }[] = []
  const ai: SpeechModels = {
    async run(model, input, options) {
      asked.push({ model, input: { ...input }, options })
      return answer(model, { ...input })
    },
  }
  return { ai, asked }
}

const common = { kind: 'workers_ai', timeoutMs: 2_000, languages: ['en', 'zh'] as ('en' | 'zh')[] } as const
const hearing = (model: string) => ({ ...common, model, vocabulary: false })
const speaking = (model: string) => ({ ...common, model, voices: { en: 'luna' } })

/** The far end of a socket, which says this when sound comes. */
function socketThat(...messages: object[]): Response {
  const { 0: near, 1: far } = new WebSocketPair()
  far.accept()
  far.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') for (const message of messages.splice(0)) far.send(JSON.stringify(message))
  })
  return new Response(null, { status: 101, webSocket: near })
}

async function heard(ai: SpeechModels, model: string): Promise<HeardEvent[]> {
  const events: HeardEvent[] = []
  const ears = workersAiHearing(ai, hearing(model)).open('en', (event) => events.push(event))
  for (const sound of [silenceFor(1), voiceFor(0.8), silenceFor(0.5)])
    for (let at = 0; at < sound.length; at += 320) {
      ears.hear(sound.subarray(at, at + 320))
      await Promise.resolve()
    }
  await vi.waitFor(() => expect(['end', 'failed']).toContain(events.at(-1)?.do), { timeout: 4_000 })
  ears.end()
  return events
}

test('Flux is a socket of the binding', async () => {
  const { ai, asked } = models(() => socketThat({ event: 'EndOfTurn', transcript: 'hello', words: [], turn_index: 0 }))
  expect((await heard(ai, '@cf/deepgram/flux')).at(-1)).toMatchObject({ do: 'end', text: 'hello' })
  expect(asked[0]).toMatchObject({
    model: '@cf/deepgram/flux',
    input: { encoding: 'linear16', sample_rate: '16000' },
    options: { websocket: true },
  })
})

test('so is nova-3, with a language', async () => {
  const alternatives = [{ transcript: 'hello', confidence: 0.8, words: [] }]
  const { ai, asked } = models(() =>
    socketThat({ type: 'Results', is_final: true, speech_final: true, channel: { alternatives } }),
  )
  expect((await heard(ai, '@cf/deepgram/nova-3')).at(-1)).toMatchObject({ do: 'end', text: 'hello' })
  expect(asked[0]?.input).toMatchObject({ language: 'en', interim_results: 'true' })
})

test('Whisper is given whole utterances', async () => {
  const { ai, asked } = models(() => ({ text: ' hello ', word_count: 1 }))
  expect((await heard(ai, '@cf/openai/whisper-large-v3-turbo')).at(-1)).toMatchObject({ do: 'end', text: 'hello' })
  expect(atob(String(asked[0]?.input.audio)).slice(0, 4)).toBe('RIFF')
  expect(asked[0]?.input.language).toBe('en')
})

test('what throws, or answers something else, has failed and quotes nothing', async () => {
  const throws = models(() => {
    throw new Error('3010: sk-secret')
  })
  expect(await heard(throws.ai, '@cf/openai/whisper-large-v3-turbo')).toContainEqual({
    do: 'failed',
    code: 'unavailable',
  })
  expect(await heard(models(() => ({})).ai, '@cf/deepgram/flux')).toContainEqual({ do: 'failed', code: 'malformed' })
})

async function said(ai: SpeechModels, model: string) {
  let samples = 0
  const voice = workersAiSpeaking(ai, speaking(model))
  for await (const piece of voice.say('Good morning.', 'en', new AbortController().signal)) samples += piece.length
  return samples / PCM_RATE
}

test('Aura streams samples, in the speaker’s voice', async () => {
  const { ai, asked } = models(() => new Response(bytesOf(voiceFor(0.5))))
  expect(await said(ai, '@cf/deepgram/aura-2-en')).toBeGreaterThan(0.3)
  expect(asked[0]).toMatchObject({
    input: { text: 'Good morning.', speaker: 'luna', encoding: 'linear16', container: 'none', sample_rate: 16_000 },
    options: { returnRawResponse: true },
  })
})

test('MeloTTS is a whole recording, as MP3 or WAV; one in a format nobody here reads has failed', async () => {
  const wav = writeWav({ rate: 44_100, samples: voiceFor(1) })
  const answering = (audio: string) => said(models(() => ({ audio })).ai, '@cf/myshell-ai/melotts')
  const encoded = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
  expect(await answering(encoded(wav))).toBeGreaterThan(0.2)
  expect(await answering(encoded(TONE_IN_MP3))).toBeGreaterThan(0.5)
  for (const nothing of [btoa('ID3 and so on'), btoa('RIFFed'), 'no base64', ''])
    await expect(answering(nothing), nothing).rejects.toMatchObject({ code: 'malformed' })
})

test('a model that never answers is given up', async () => {
  const { ai } = models(() => new Promise(() => {}))
  await expect(said(ai, '@cf/deepgram/aura-1')).rejects.toMatchObject({ code: 'timeout' })
})
