import { type Pack, pack } from '@baton/protocol'
import { expect, inject, test } from 'vitest'
import { aModel } from '../testing/model.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'

const article = (id: string, title: string, body: string) => ({
  id,
  locale: 'en',
  title,
  scene: 'pre-sale',
  questions: [title],
  body,
})

const TEA: Pack = pack.parse({
  ...relayPack,
  id: 'tea',
  rules: [],
  articles: [
    ...relayPack.articles,
    article('green-tea', 'Brewing green tea leaves', 'Use water of 80 degrees for leaves.'),
    article('lost-parcel', 'A parcel that does not show up', 'We look for a parcel and send another.'),
    article('gift-card', 'Gift cards for leaves of tea', 'A gift card is sent by mail.'),
  ],
})

async function asked(vectors: Record<string, number[]>, over: object = {}) {
  const model = await aModel([])
  await fetch(`${inject('modelUrl')}/vectors/${model.name}`, { method: 'PUT', body: JSON.stringify(vectors) })
  const room = await Room.open({ providers: { embeddings: { ...model.settings, ...over } }, pack: TEA })
  const wire = await room.customer()
  wire.say('my tea leaves never came')
  const { body } = await wire.bot()
  return { body, model, wire, room }
}

const LOST = { 'never came': [1, 0, 0], parcel: [0.98, 0.1, 0], Brewing: [0, 1, 0], 'Gift cards': [0, 0, 1] }

test('what means the same comes before what reads the same, and passages are asked for once', async () => {
  const { model, body, room } = await asked(LOST)
  const [first] = await model.asked()
  expect(first?.path).toBe('/v1/embeddings')
  const inputs = (await model.asked()).map(({ body: { input } }) => input as string[])
  expect(inputs[0]?.[0]).toBe('my tea leaves never came')
  expect(JSON.stringify(body)).not.toContain('80 degrees')
  const later = await Room.in(room.workspace).customer()
  later.say('my tea leaves never came')
  await later.bot()
  const again = (await model.asked()).map(({ body: { input } }) => input as string[])
  expect(again).toHaveLength(2)
  expect(inputs[0]?.length).toBeGreaterThan(2)
  expect(again[1]).toHaveLength(1)
})

test('words that are sure, flows and small talk ask nobody', async () => {
  const { wire, model } = await asked(LOST)
  const before = (await model.asked()).length
  for (const text of ['how long does shipping take', 'hello', 'where is my order', 'so10042']) {
    wire.say(text)
    await wire.bot()
  }
  expect((await model.asked()).length).toBeLessThanOrEqual(before + 1)
})

test('a provider that fails changes nothing', async () => {
  const { body } = await asked(LOST, { url: 'http://127.0.0.1:9/v1' })
  expect(body.text.length).toBeGreaterThan(0)
})
