import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningSpeech, speechInstalled, startSpeech } from './start-speech.ts'
import { clean, phone } from './testing/conditions.ts'
import { heard, putVocabulary, recognitionOf, spokenBy } from './testing/recognition.ts'
import { MANDARIN, OFF_TOPIC_TUNING, SERVICE } from './testing/sentences.ts'

/** Every decoding waits for what else the machine does. */
const SLOW_MS = 400_000
const VOCABULARY = 'shop'
const NEIGHBOURS = [
  'where is my parcel',
  'has my refund arrived yet',
  'please check the price of my order',
  'change my password',
  'how long does a refund take',
  'can you send me a new one',
  'do you have this in blue',
  'I want my invoice',
  'how can I pay for this',
  'the payment went through twice',
]
const slots = { order_number: { letters: 'SO', digits: { min: 5, max: 8 } } }
const phrases = [...SERVICE, ...NEIGHBOURS, 'order SO10042 status', 'a fapiao please']

describe.skipIf(speechInstalled().missing.length > 0)(
  'the sidecar, with speech of its own voices',
  { timeout: SLOW_MS },
  () => {
    let speech: RunningSpeech
    let put: Record<string, unknown>
    beforeAll(async () => {
      speech = await startSpeech()
      put = await putVocabulary(speech.url, VOCABULARY, { language: 'en', phrases, slots })
    }, SLOW_MS)
    afterAll(() => speech?.stop())

    const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${speech.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })

    test(
      'the service sentences are heard as they were said, by telephone too, and what is off the topic is not',
      async () => {
        const { wordErrors, offTopicAccepted, mistakes } = await recognitionOf(speech.url, VOCABULARY, ['slt'])
        expect(wordErrors.clean, mistakes.join('\n')).toBe(0)
        expect(wordErrors.phone, mistakes.join('\n')).toBe(0)
        expect(wordErrors['20dB'], mistakes.join('\n')).toBeLessThanOrEqual(0.03)
        expect(offTopicAccepted, mistakes.join('\n')).toBeLessThanOrEqual(0.1)
      },
      SLOW_MS,
    )

    test(
      'another voice is not taken for the topic either',
      async () => {
        for (const sentence of OFF_TOPIC_TUNING.slice(0, 6)) {
          const samples = await spokenBy(speech.url, 'rms', sentence)
          expect((await heard(speech.url, VOCABULARY, { rate: 16_000, samples })).text, sentence).toBe('')
        }
      },
      SLOW_MS,
    )

    test(
      'an order number is written as one word, with the times of all',
      async () => {
        const samples = await spokenBy(speech.url, 'slt', 'my order number is S O two zero eight one seven')
        const { text, words, duration } = await heard(speech.url, VOCABULARY, { rate: 16_000, samples })
        expect(text).toBe('my order number is SO20817')
        expect(words.at(-1)?.word).toBe('SO20817')
        expect(words.at(-1)?.end).toBeLessThanOrEqual(duration)
      },
      SLOW_MS,
    )

    test(
      'yes and no are heard with a vocabulary and without one, by telephone too',
      async () => {
        for (const answer of ['yes', 'no', 'yes please', 'no thanks', 'sure']) {
          const samples = await spokenBy(speech.url, 'rms', answer)
          for (const vocabulary of [undefined, VOCABULARY])
            for (const condition of [clean, phone])
              expect((await heard(speech.url, vocabulary, condition(samples, 1))).text).toBe(answer)
        }
      },
      SLOW_MS,
    )

    test(
      'half of the few Mandarin phrases of the demo, and more, are told apart',
      async () => {
        let right = 0
        for (const phrase of MANDARIN) {
          const samples = await spokenBy(speech.url, 'espeak-ng', phrase)
          if ((await heard(speech.url, undefined, { rate: 16_000, samples }, 'zh-CN')).text === phrase) right += 1
        }
        expect(right).toBeGreaterThanOrEqual(4)
      },
      SLOW_MS,
    )

    test('a word of no dictionary is said by its letters, and told', () => {
      expect(put).toMatchObject({ language: 'en', phrases: phrases.length, dropped: [], guessed: ['fapiao'] })
    })

    test('what cannot be heard is dropped and told', async () => {
      // Every day of the year can be said, which is more than all else here: nothing is heard with it.
      const slots = { day: { dates: true } }
      const body = { language: 'en', phrases: ['?!', 'from {nowhere}', 'help', 'it was delivered {day}'], slots }
      expect(await putVocabulary(speech.url, 'odd', body)).toMatchObject({
        phrases: 2,
        dropped: [
          { phrase: '?!', reason: 'empty' },
          { phrase: 'from {nowhere}', reason: 'unknown-slot' },
        ],
      })
    })

    test('speech comes as samples, without silence before it', async () => {
      const answer = await post('/v1/audio/speech', {
        model: 'flite',
        input: 'Hello there. How are you?',
        response_format: 'pcm',
      })
      expect(answer.headers.get('content-type')).toBe('audio/L16;rate=16000')
      const samples = new Int16Array(await answer.arrayBuffer())
      expect(samples.length).toBeGreaterThan(16_000)
      expect(samples.subarray(0, 480).some((sample) => Math.abs(sample) > 300)).toBe(true)
    })

    test('what a shell would act on is only said', async () => {
      const answer = await post('/v1/audio/speech', { input: '-o /dev/null "; $(exit 3) `false` %s', language: 'en' })
      expect(answer.status).toBe(200)
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    })

    test('it tells what it is', async () => {
      const health = (await (await fetch(`${speech.url}/healthz`)).json()) as { purpose: string }
      expect(health).toMatchObject({ recogniser: 'pocketsphinx', languages: { recognised: ['en', 'zh'] } })
      expect(health.purpose).toContain('demo and tests')
    })

    test.each([
      ['a text of nothing', { input: '' }, {}, 400, 'invalid_request'],
      ['a text that is too long', { input: 'a'.repeat(5_000) }, {}, 400, 'invalid_request'],
      ['a language that nobody speaks', { input: 'x', language: 'tlh' }, {}, 422, 'language_unsupported'],
      ['a page', { input: 'x' }, { origin: 'https://example.com' }, 403, 'forbidden'],
    ])('%s is refused', async (_, body, headers: Record<string, string>, status, code) => {
      const answer = await post('/v1/audio/speech', body, headers)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(await answer.json()).toMatchObject({ status, code, retryable: false })
    })

    test('a vocabulary that is not here, and a file that is no WAV, are told by their codes', async () => {
      const samples = new Int16Array(1_600)
      await expect(heard(speech.url, 'gone', { rate: 16_000, samples })).rejects.toThrow('vocabulary_unknown')
      await expect(heard(speech.url, VOCABULARY, { rate: 4_000, samples })).rejects.toThrow('audio_unreadable')
    })
  },
)
