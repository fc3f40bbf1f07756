import { expect, test, vi } from 'vitest'
import { relayPack } from '../../testing/relay-pack.ts'
import { aSpeech } from '../../testing/speech.ts'
import { openAiTranscribe } from './openai-speech.ts'
import { phrasesOf, vocabularyAt } from './vocabulary.ts'

test('the words of a pack are how its intents are asked for, in one language, and its products and numbers', () => {
  const { language, phrases } = phrasesOf(relayPack, 'en')
  expect(language).toBe('en')
  expect(phrases).toContain(relayPack.intents[0]?.phrasings.en[0])
  expect(phrases).toContain(relayPack.wording.personButton.en)
  expect(phrases, 'what callers are asked to say').toContain('stop recording')
  expect(phrases.join()).not.toMatch(/\p{Script=Han}/u)
  expect(phrasesOf(relayPack, 'zh-TW').phrases.join()).toMatch(/\p{Script=Han}/u)
})

test('numbers and products are slots, said alone as well', () => {
  const pack = {
    ...relayPack,
    entities: [
      { type: 'order-number', pattern: 'SO\\d{5}', example: 'SO10042' },
      { type: 'plate', pattern: '[A-Z]{2} [A-Z]{2}', example: 'AB CD' },
    ],
    products: [{ id: 'kettle', names: { en: ['Kettle One'], 'zh-CN': ['一号水壶'] } }],
  }
  const { slots, phrases } = phrasesOf(pack, 'en')
  expect(slots).toEqual({
    order_number: { letters: 'SO', digits: { min: 5, max: 5 } },
    product: { phrases: ['Kettle One'] },
  })
  expect(phrases).toContain('{order_number}')
})

test('they are told once, under a name that is theirs alone, and asked for by it', async () => {
  const speech = await aSpeech()
  const address = speech.openAi.hearing
  const names = [
    await vocabularyAt(address, relayPack).of('en'),
    await vocabularyAt(address, relayPack).of('en'),
    await vocabularyAt(address, relayPack).of('zh-CN'),
  ]
  expect(names[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(names[1]).toBe(names[0])
  expect(names[2]).not.toBe(names[0])
  const asked = await speech.asked()
  expect(asked.map(({ path, fields }) => [path, fields.language])).toEqual([
    [`v1/vocabularies/${names[0]}`, 'en'],
    [`v1/vocabularies/${names[2]}`, 'zh'],
  ])
})

test('a server that will not have them does without', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue()
  const speech = await aSpeech({ vocabulary: 422 })
  const vocabulary = vocabularyAt(speech.openAi.hearing, relayPack)
  expect([await vocabulary.of('en'), await vocabulary.of('en')]).toEqual([null, null])
  expect(warned).toHaveBeenCalledOnce()
  expect(await speech.asked()).toHaveLength(1)
})

test('a server that began anew is told them again', async () => {
  const speech = await aSpeech({ hears: [{ status: 404 }, { text: 'my order' }] })
  const transcribe = openAiTranscribe(speech.openAi.hearing, vocabularyAt(speech.openAi.hearing, relayPack))
  const found = await transcribe(new Int16Array(1_600), 'en', new AbortController().signal)
  expect(found.text).toBe('my order')
  const paths = (await speech.asked()).map(({ path }) => path.split('/')[1])
  expect(paths).toEqual(['vocabularies', 'audio', 'vocabularies', 'audio'])
})
