import { PCM_RATE } from '@baton/protocol'
import { speechLike } from '@baton/sound/testing'
import { expect, test } from 'vitest'
import { aSpeech, SPEECH_KEY } from '../../testing/speech.ts'
import { openAiSpeaking, openAiTranscribe } from './openai-speech.ts'

const SOUND = speechLike({ rate: PCM_RATE, seconds: 0.5 })
const going = () => new AbortController().signal

const heardBy = async (speech: Awaited<ReturnType<typeof aSpeech>>, over: { timeoutMs?: number } = {}) =>
  openAiTranscribe({ ...speech.openAi.hearing, ...over }, null)(SOUND, 'zh-TW', going())

test('an utterance is sent as a WAV with model and language, and the key in a header alone', async () => {
  const speech = await aSpeech({ hears: [{ text: ' where is my order ', confidence: 0.9 }] })
  expect(await heardBy(speech)).toEqual({ text: 'where is my order', confidence: 0.9 })
  const [asked] = await speech.asked()
  expect(asked).toMatchObject({
    path: 'v1/audio/transcriptions',
    authorization: `Bearer ${SPEECH_KEY}`,
    fields: { model: 'a-model', language: 'zh', file: { begins: 'RIFF', rate: PCM_RATE, seconds: 0.5 } },
  })
  expect(JSON.stringify(asked?.fields) + JSON.stringify(asked?.query)).not.toContain(SPEECH_KEY)
})

test.each([
  [{ status: 500 }, 'unavailable'],
  [{ status: 429 }, 'rate_limited'],
  [{ status: 401 }, 'refused'],
  [{ body: '<html>' }, 'malformed'],
  [{ body: '{"words":[]}' }, 'malformed'],
  [{ delayMs: 3_000 }, 'timeout'],
] as const)('a recogniser that answers %j fails as %s, and says nothing else', async (reply, code) => {
  const speech = await aSpeech({ hears: [reply] })
  const error = await heardBy(speech, { timeoutMs: 500 }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'ProviderError', code })
  expect(String(error)).not.toMatch(/sk-secret|127\.0\.0\.1/)
  expect(await speech.asked()).toHaveLength(1)
})

test('a recogniser that is not there is unavailable', async () => {
  const nowhere = { url: 'http://127.0.0.1:9/v1', model: 'm', timeoutMs: 2_000 }
  await expect(openAiTranscribe(nowhere, null)(SOUND, 'en', going())).rejects.toMatchObject({ code: 'unavailable' })
})

const TEXT = 'It arrives tomorrow.'

async function said(speech: Awaited<ReturnType<typeof aSpeech>>, over: { timeoutMs?: number } = {}) {
  const pieces: Int16Array[] = []
  let failed: unknown = null
  try {
    const speaking = openAiSpeaking({ ...speech.openAi.speaking, ...over })
    for await (const piece of speaking.say(TEXT, 'en', going())) pieces.push(piece)
  } catch (error) {
    failed = error
  }
  const samples = pieces.reduce((sum, { length }) => sum + length, 0)
  return {
    pieces,
    seconds: samples / PCM_RATE,
    failed,
    loudest: Math.max(0, ...pieces.map((each) => Math.max(...each))),
  }
}

test.each([
  [8_000, undefined],
  [16_000, 'audio/l16; rate=16000'],
  [22_050, undefined],
  [24_000, 'audio/pcm'],
  [48_000, undefined],
] as const)('speech at %s Hz becomes 16 kHz, however the pieces are cut', async (rate, contentType) => {
  const speech = await aSpeech({ says: [{ rate, ...(contentType && { contentType }) }] })
  const { pieces, seconds, failed, loudest } = await said(speech)
  expect(failed).toBeNull()
  expect(pieces.length).toBeGreaterThan(1)
  expect(Math.abs(seconds - (TEXT.length * 50) / 1_000)).toBeLessThan(0.03)
  expect(loudest).toBeGreaterThan(11_000)
  expect(loudest).toBeLessThan(13_500)
})

test('a voice is asked for by name, one for each language', async () => {
  const speech = await aSpeech()
  const settings = { ...speech.openAi.speaking, voices: { 'zh-CN': 'xiaoyan' } }
  for (const locale of ['zh-CN', 'en'] as const)
    for await (const _ of openAiSpeaking(settings).say('好', locale, going()));
  expect((await speech.asked()).map(({ fields }) => [fields.voice, fields.response_format, fields.language])).toEqual([
    ['xiaoyan', 'pcm', 'zh'],
    ['alloy', 'pcm', 'en'],
  ])
})

test.each([
  [{ status: 503 }, 'unavailable'],
  [{ delayMs: 3_000 }, 'timeout'],
  [{ contentType: 'audio/L16;rate=7' }, 'malformed'],
  [{ half: true }, 'cut_off'],
] as const)('a voice that answers %j fails as %s', async (reply, code) => {
  const { failed } = await said(await aSpeech({ says: [reply] }), { timeoutMs: 500 })
  expect(failed).toMatchObject({ name: 'ProviderError', code })
})

test('what is not wanted any more is not waited for', async () => {
  const speech = await aSpeech({ says: [{ delayMs: 4_000 }] })
  const stop = new AbortController()
  const saying = (async () => {
    for await (const _ of openAiSpeaking(speech.openAi.speaking).say(TEXT, 'en', stop.signal));
  })()
  const began = Date.now()
  setTimeout(() => stop.abort(), 50)
  await expect(saying).rejects.toBeDefined()
  expect(Date.now() - began).toBeLessThan(3_000)
})
