import { PCM_RATE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { aSpeech, SPEECH_KEY } from '../../testing/speech.ts'
import type { SpeechScript } from '../../testing/speech-server.ts'
import { deepgramHearing, deepgramSpeaking } from './deepgram-speech.ts'
import type { HeardEvent } from './hearing.ts'

const FRAME = new Int16Array(PCM_RATE / 50)

/** A socket that is told so after the first frame. */
const after = (...messages: object[]): SpeechScript['tells'] =>
  messages.map((message) => ({ afterBytes: FRAME.byteLength, message }))

async function heard(kind: 'flux' | 'nova', tells: SpeechScript['tells'], until: HeardEvent['do'] = 'end', count = 1) {
  const speech = await aSpeech({ tells: tells ?? [] })
  const events: HeardEvent[] = []
  const ears = deepgramHearing(speech.deepgram[kind]).open('zh-CN', (event) => events.push(event))
  ears.hear(FRAME)
  await vi.waitFor(() => expect(events.filter((each) => each.do === until)).toHaveLength(count), { timeout: 5_000 })
  ears.end()
  return { events, speech }
}

const turn = (event: string, transcript = '', words: { word: string; confidence: number }[] = []) => ({
  type: 'TurnInfo',
  request_id: 'r',
  sequence_id: 1,
  event,
  turn_index: 0,
  audio_window_start: 0,
  audio_window_end: 1.2,
  transcript,
  words,
  end_of_turn_confidence: 0.8,
})

test('Flux tells turns: where they begin, probably end, go on and end', async () => {
  const { events, speech } = await heard(
    'flux',
    after(
      { type: 'Connected', request_id: 'r', sequence_id: 0 },
      turn('Update'),
      turn('StartOfTurn', 'Where'),
      turn('Update', 'Where is my'),
      turn('EagerEndOfTurn', 'Where is my order?'),
      turn('TurnResumed', 'Where is my order?'),
      turn('EndOfTurn', 'Where is my order from May?', [
        { word: 'Where', confidence: 1 },
        { word: 'order', confidence: 0.5 },
      ]),
      turn('Update'),
    ),
  )
  expect(events.slice(0, 5)).toEqual([
    { do: 'start' },
    { do: 'update', text: 'Where' },
    { do: 'update', text: 'Where is my' },
    { do: 'eager_end', text: 'Where is my order?' },
    { do: 'resumed' },
  ])
  expect(events[5]).toMatchObject({ do: 'end', text: 'Where is my order from May?', confidence: 0.75 })
  const [asked] = await speech.asked()
  expect(asked?.authorization).toBe(`Token ${SPEECH_KEY}`)
  expect(asked?.query).toMatchObject({ model: 'a-model', sample_rate: '16000', eager_eot_threshold: '0.5' })
  expect(JSON.stringify(asked?.query)).not.toContain('sk-secret')
})

const results = (transcript: string, over: { is_final?: boolean; speech_final?: boolean } = {}) => ({
  type: 'Results',
  channel_index: [0, 1],
  duration: 1,
  start: 0,
  is_final: false,
  speech_final: false,
  channel: { alternatives: [{ transcript, confidence: 0.9, words: [] }] },
  ...over,
})

test('nova’s finals of one turn follow each other until the pause', async () => {
  const { events, speech } = await heard(
    'nova',
    after(
      { type: 'Metadata' },
      { type: 'SpeechStarted', channel: [0], timestamp: 0.1 },
      results('where'),
      results('where is my order', { is_final: true }),
      results('the one'),
      results('the one from May', { is_final: true, speech_final: true }),
      results('', { is_final: true, speech_final: true }),
    ),
  )
  expect(events).toEqual([
    { do: 'start' },
    { do: 'update', text: 'where' },
    { do: 'update', text: 'where is my order' },
    { do: 'update', text: 'where is my order the one' },
    { do: 'update', text: 'where is my order the one from May' },
    { do: 'end', text: 'where is my order the one from May', confidence: 0.9, hangMs: 300 },
  ])
  expect((await speech.asked())[0]?.query).toMatchObject({
    language: 'zh-CN',
    interim_results: 'true',
    endpointing: '300',
  })
})

test('Chinese pieces are joined without spaces, and noise does not hide the end of a turn', async () => {
  const { events } = await heard(
    'nova',
    after(results('我的订单', { is_final: true }), results('到哪了', { is_final: true }), { type: 'UtteranceEnd' }),
  )
  expect(events.at(-1)).toMatchObject({ do: 'end', text: '我的订单到哪了' })
})

test.each(['flux', 'nova'] as const)('a socket of %s that breaks, or tells of an error, has failed', async (kind) => {
  const broken = await heard(kind, [{ afterBytes: FRAME.byteLength, close: true }], 'failed')
  expect(broken.events).toEqual([{ do: 'failed', code: 'cut_off' }])
  const told = await heard(kind, after({ type: 'Error', code: 'NET-0001', description: 'sk-secret' }), 'failed')
  expect(told.events[0]).toEqual({ do: 'failed', code: 'unavailable' })
})

test('what is not the protocol is passed over', async () => {
  const { events } = await heard('flux', after([], { a: 1 }, { type: 'New' }, turn('EndOfTurn', 'hi')))
  expect(events.map((each) => each.do)).toEqual(['start', 'end'])
})

test.each([
  [401, 'refused'],
  [503, 'unavailable'],
])('a socket refused with %s is %s', async (refuses, code) => {
  const speech = await aSpeech({ refuses })
  const events: HeardEvent[] = []
  deepgramHearing(speech.deepgram.flux).open('en', (event) => events.push(event))
  await vi.waitFor(() => expect(events).toEqual([{ do: 'failed', code }]), { timeout: 5_000 })
})

test('sound that came before the socket was open is heard, and the end is said', async () => {
  const speech = await aSpeech()
  const ears = deepgramHearing(speech.deepgram.nova).open('en', () => {})
  for (let n = 0; n < 10; n += 1) ears.hear(FRAME)
  await vi.waitFor(async () => expect((await speech.asked())[0]?.bytes).toBe(10 * FRAME.byteLength), { timeout: 5_000 })
  ears.end()
  await vi.waitFor(async () => expect((await speech.asked())[0]?.frames).toEqual([{ type: 'CloseStream' }]), {
    timeout: 5_000,
  })
})

test('a sentence is asked for at 16 kHz without a container, by the voice of its language', async () => {
  const speech = await aSpeech({ says: [{ rate: PCM_RATE, contentType: 'audio/x-raw' }] })
  const speaking = deepgramSpeaking({ ...speech.deepgram.speaking, voices: { en: 'aura-2-thalia-en' } })
  let samples = 0
  for await (const piece of speaking.say('Good morning.', 'en', new AbortController().signal)) samples += piece.length
  expect(Math.abs(samples / PCM_RATE - 0.65)).toBeLessThan(0.03)
  expect((await speech.asked())[0]).toMatchObject({
    query: { model: 'aura-2-thalia-en', encoding: 'linear16', container: 'none', sample_rate: '16000' },
    fields: { text: 'Good morning.' },
  })
})
