import { expect, inject, test } from 'vitest'
import { aModel } from '../testing/model.ts'
import type { ModelReply, Quirk } from '../testing/model-server.ts'
import { OpenAi } from './openai.ts'
import type { ChatMessage, ChatPart } from './provider.ts'

const TEXT = '退货请在七天内申请。 It arrives in two days — really. '
const ASKED: ChatMessage[] = [{ role: 'user', content: 'hello' }]

/** What came, and how it ended. */
async function said(reply: ModelReply, settings: { idleMs?: number; timeoutMs?: number } = {}, messages = ASKED) {
  const model = await aModel([reply])
  const provider = new OpenAi({ ...model.settings, ...settings })
  const parts: ChatPart[] = []
  let failed: string | null = null
  try {
    for await (const part of provider.chat(messages, { maxTokens: 100, withinMs: 5_000 })) parts.push(part)
  } catch (error) {
    failed = (error as { code: string }).code
  }
  const text = parts.map((part) => (part.do === 'say' ? part.text : '')).join('')
  const calls = parts.flatMap((part) => (part.do === 'call' ? [part.call] : []))
  const cost = parts.find((part) => part.do === 'cost')?.tokens
  return { text, calls, cost, failed, asked: await model.asked(), parts }
}

test.each<Quirk | undefined>([undefined, 'plain', 'plain_as_stream', 'crlf', 'padded', 'bytes', 'no_done'])(
  'an answer is read whole: %s',
  async (quirk) => {
    const { text, failed, cost } = await said({ text: TEXT, ...(quirk && { quirk }) })
    expect({ text, failed, cost }).toEqual({ text: TEXT, failed: null, cost: 120 })
  },
)

test('it leaves as it comes', async () => {
  const { parts } = await said({ text: TEXT })
  expect(parts.filter((part) => part.do === 'say').length).toBeGreaterThan(3)
})

test.each<[Quirk, string]>([
  ['half', 'cut_off'],
  ['broken', 'cut_off'],
  ['length', 'cut_off'],
  ['stall', 'stalled'],
  ['error_in_stream', 'unavailable'],
  ['no_json', 'malformed'],
])('half an answer is not taken for a whole one: %s', async (quirk, failed) => {
  const answer = await said({ text: TEXT, quirk }, { idleMs: 200 })
  expect(answer.failed).toBe(failed)
  expect(answer.text).not.toBe('')
})

test('what never comes, and what never ends, is left', async () => {
  expect(await said({ quirk: 'silent' }, { idleMs: 150 })).toMatchObject({ failed: 'stalled' })
  expect(await said({ quirk: 'silent' }, { idleMs: 5_000, timeoutMs: 150 })).toMatchObject({ failed: 'timeout' })
  expect(await said({ text: 'a', pauseMs: 60, quirk: 'huge' })).toMatchObject({ failed: 'too_long' })
})

test('T-22 a redirect of a model is refused and not followed', async () => {
  const answer = await said({ quirk: 'redirect' })
  expect(answer.failed).toBe('refused')
  expect(answer.asked).toHaveLength(1)
})

test.each([
  [429, '0', 2, 'rate_limited'],
  [429, '60', 1, 'rate_limited'],
  [503, undefined, 2, 'unavailable'],
  [400, undefined, 1, 'refused'],
  [401, undefined, 1, 'refused'],
] as const)('%s with Retry-After %s is asked %s times', async (status, retryAfter, times, failed) => {
  const answer = await said({ status, ...(retryAfter !== undefined && { retryAfter }) })
  expect(answer.failed).toBe(failed)
  expect(answer.asked).toHaveLength(times)
})

const CALLS = [
  { name: 'order_get', arguments: '{"orderNumber":"SO10042","注":"急"}' },
  { name: 'offer_task', arguments: '{"task":"order_status"}' },
]

test.each<Quirk | undefined>([
  undefined,
  'buffered_calls',
  'calls_without_index',
  'object_arguments',
  'plain',
  'bytes',
])('tool calls are put together from their pieces: %s', async (quirk) => {
  const { calls, failed } = await said({ calls: CALLS, ...(quirk && { quirk }) })
  expect(failed).toBeNull()
  expect(calls).toEqual([
    { id: 'call00000', name: 'order_get', input: { orderNumber: 'SO10042', 注: '急' } },
    { id: 'call00001', name: 'offer_task', input: { task: 'order_status' } },
  ])
})

test.each(['{"a":', '[1]', '"x"', 'null'])('arguments that are no object are null: %s', async (text) => {
  const { calls } = await said({ calls: [{ name: 'order_get', arguments: text }] })
  expect(calls).toEqual([expect.objectContaining({ name: 'order_get', input: null })])
})

test('a call and its answer are told back with our own short ids, and nothing is null', async () => {
  const call = { id: 'call00000', name: 'order_get', input: { orderNumber: 'SO10042' } }
  const { failed, asked } = await said({ text: TEXT }, {}, [
    ...ASKED,
    { role: 'assistant', content: '', calls: [call] },
    { role: 'tool', call: call.id, content: '{}' },
  ])
  expect(failed).toBeNull()
  expect(JSON.stringify(asked[0]?.body.messages)).not.toContain('null')
})

test('what is thought aloud is not said, wherever it is cut', async () => {
  const { text } = await said({ text: '<think>The customer wants… <b></think>Within 7 days. 1 < 2 <th' })
  expect(text).toBe('Within 7 days. 1 < 2 <th')
})

test('the key rides in a header and nowhere else', async () => {
  const { asked } = await said({ text: TEXT })
  expect(asked[0]?.authorization).toBe('Bearer sk-secret-of-the-model')
  expect(asked[0]?.path).toBe('/v1/chat/completions')
  expect(JSON.stringify(asked[0]?.body)).not.toContain('sk-secret')
})

test('vectors come in the order of their texts', async () => {
  const model = await aModel([])
  await fetch(`${inject('modelUrl')}/vectors/${model.name}`, {
    method: 'PUT',
    body: JSON.stringify({ tea: [1, 0], kettle: [0, 1] }),
  })
  const { vectors, tokens } = await new OpenAi(model.settings).embed(['a kettle', 'some tea'])
  expect({ vectors, tokens }).toEqual({
    vectors: [
      [0, 1],
      [1, 0],
    ],
    tokens: 9,
  })
})

test('nobody listens there: it is unavailable', async () => {
  const provider = new OpenAi({ url: 'http://127.0.0.1:9/v1', model: 'm', timeoutMs: 2_000, idleMs: 1_000 })
  await expect(provider.embed(['x'])).rejects.toMatchObject({ code: 'unavailable' })
})
