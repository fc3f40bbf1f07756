import { type FlowState, pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { brainOf, said, shop, turn } from '../fixtures/shop.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })

/** A gift: for which order, which tea, in how many boxes; read back, then sent. */
const gifts = pack.parse({
  ...shop,
  intents: [
    ...shop.intents,
    {
      id: 'gift',
      name: both('Gift'),
      phrasings: {
        en: ['send a gift with my order', 'add a present', 'wrap a gift for my order', 'I want to send a present'],
        'zh-CN': ['送个礼物', '加一份赠礼', '我要送礼', '给订单加礼物'],
        'zh-TW': ['送個禮物', '我要送禮'],
      },
      serve: { flow: 'gift' },
    },
  ],
  flows: [
    ...shop.flows,
    {
      id: 'gift',
      name: both('Gift'),
      words: { teas: { green: both('green tea'), black: both('black tea') } },
      steps: [
        {
          id: 'order',
          do: 'ask',
          slot: 'order',
          name: both('order'),
          entity: 'order_number',
          prompt: both('Which order?'),
          reprompt: both('Which order, please?'),
          otherwise: 'stop',
        },
        {
          id: 'get',
          do: 'act',
          action: 'order.get',
          input: { number: '{order}' },
          into: 'found',
          facts: { order_state: 'found.state' },
          otherwise: 'stop',
        },
        {
          id: 'tea',
          do: 'ask',
          slot: 'tea',
          name: both('tea'),
          entity: 'choice',
          choices: [
            { value: 'green', label: both('Green') },
            { value: 'black', label: both('Black') },
          ],
          prompt: both('Green or black?'),
          reprompt: both('Green or black, please?'),
          otherwise: 'stop',
        },
        {
          id: 'boxes',
          do: 'ask',
          slot: 'boxes',
          name: both('boxes'),
          entity: 'text',
          accept: { pattern: '[1-9]' },
          prompt: both('How many boxes?'),
          reprompt: both('How many?'),
          invalid: both('One to nine, please.'),
          otherwise: 'stop',
        },
        {
          id: 'sure',
          do: 'confirm',
          prompt: both('Order {order} is {found.state}: {boxes} of {tea|teas}. Right?'),
          no: 'stop',
          otherwise: 'stop',
        },
        { id: 'done', do: 'say', text: both('Sent.') },
        { id: 'stop', do: 'say', text: both('Nothing was sent.') },
      ],
    },
  ],
})
const brain = brainOf(gifts)
const found = { action: 'order.get', ok: true, data: { state: 'packed' } } as const

/** Says one message after the other; an order that is looked up is packed. */
function walk(flow: FlowState | null, ...messages: string[]) {
  let decision = turn(brain, messages[0] ?? '', { locale: 'en', flow })
  for (const [index, message] of messages.entries()) {
    if (index > 0) decision = turn(brain, message, { locale: 'en', flow: decision.flow })
    if (decision.do === 'act') decision = turn(brain, message, { locale: 'en', flow: decision.flow }, found)
  }
  return decision
}
const atReadBack = () => walk(null, 'send a gift with my order T-1234', 'green', '2')

test('reads back what it was told, and does it only after a yes', () => {
  const asked = atReadBack()
  expect(said(asked)).toBe('Order T-1234 is packed: 2 of green tea. Right?')
  expect(asked).toMatchObject({ do: 'ask', options: [{ label: 'Yes, please' }, { label: 'No' }] })
  expect(said(walk(asked.flow, 'yes'))).toBe('Sent.')
  expect(said(walk(asked.flow, 'no'))).toBe('Nothing was sent.')
  expect(walk(asked.flow, 'never mind').why.map(({ code }) => code)).toContain('called-off')
})

test('another value at the read-back corrects it, and what was looked up for the old one is looked up anew', () => {
  expect(said(walk(atReadBack().flow, 'no, black'))).toBe(
    'All right, black then. Order T-1234 is packed: 2 of black tea. Right?',
  )
  const again = turn(brain, 'not T-1234, T-5678', { locale: 'en', flow: atReadBack().flow })
  expect(again).toMatchObject({ do: 'act', input: { number: 'T-5678' } })
  expect(again.flow?.results).not.toHaveProperty('found')
  expect(said(walk(atReadBack().flow, 'sorry, it is 5678'))).toContain('Order T-5678 is packed: 2 of green tea.')
  expect(said(walk(atReadBack().flow, 'the boxes are wrong'))).toBe('How many boxes?')
})

test('a value is corrected while another is asked for, and what comes early is kept', () => {
  const waiting = walk(null, 'send a gift with my order T-1234', 'green')
  expect(said(walk(waiting.flow, 'actually it is T-5678', '3'))).toContain('Order T-5678 is packed: 3 of green tea')
  const start = walk(null, 'send a gift')
  expect(said(start)).toBe('Which order?')
  expect(said(walk(null, 'I want to send a present of black tea with order T-1234', '1'))).toContain('1 of black tea')
})

test('what does not fit is said to be so, in its own words, and counts', () => {
  const waiting = walk(null, 'send a gift with my order T-1234', 'green')
  const wrong = walk(waiting.flow, 'forty')
  expect(said(wrong)).toBe('One to nine, please.')
  expect(said(walk(wrong.flow, 'forty-one'))).toBe('Nothing was sent.')
})

test('a person who takes over knows what was said, in words, and what the business has confirmed', () => {
  expect(atReadBack().facts).toEqual([
    { label: 'order', value: 'T-1234', verified: 'business' },
    { label: 'order_state', value: 'packed', verified: 'business' },
    { label: 'tea', value: 'Green', verified: 'said' },
    { label: 'boxes', value: '2', verified: 'said' },
  ])
})

test('after hours it asks whether to go on; states of an older release go on as they did', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  const { flow } = turn(brain, 'send a gift', { locale: 'en', now })
  const later = { locale: 'en', now: now + 3 * 3_600_000 } as const
  const back = turn(brain, 'T-1234', { ...later, flow })
  expect(said(back)).toBe('Earlier we were in the middle of “Gift”. Shall we go on with it?')
  expect(turn(brain, 'yes', { ...later, flow: back.flow })).toMatchObject({ do: 'act', input: { number: 'T-1234' } })
  expect(turn(brain, 'no', { ...later, flow: back.flow })).toMatchObject({ do: 'answer', flow: null })
  const { at: _, ...old } = flow ?? { at: 0 }
  expect(turn(brain, 'T-1234', { ...later, flow: old as FlowState })).toMatchObject({ do: 'act' })
})

test('a task inside another leads back to it', () => {
  const waiting = walk(null, 'send a gift with my order T-1234', 'green')
  const inner = turn(brain, 'how much is shipping?', { locale: 'en', flow: waiting.flow })
  expect(said(inner)).toMatch(/Back to “Gift”: ?How many boxes\?$/)
})
