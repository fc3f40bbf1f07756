import { expect, test } from 'vitest'
import { analyse, SURE } from '../analysis.ts'
import { shop } from '../fixtures/shop.ts'
import { learn } from '../knowledge.ts'
import { train } from '../training/index.ts'

const knowledge = learn(shop, train(shop))
const best = (text: string) => analyse(knowledge, text).guesses[0]

test.each([
  ['where is my ordr', 'order-status'],
  ['Wheres my order pls', 'order-status'],
  ['我的訂單什麼時候到', 'order-status'],
  ['帮我 cancel order 一下', 'cancel-order'],
  ['i want to cancle my order', 'cancel-order'],
  ['請問要怎麼申請退貨', 'return-item'],
  ['how much is the shipping', 'shipping-cost'],
  ['运费要多少钱呀', 'shipping-cost'],
] as const)('%s means %s', (text, id) => {
  expect(best(text)?.id).toBe(id)
})

test('one of its own phrasings is certain, however it is written', () => {
  expect(best('WHERE is my order')).toEqual({ id: 'order-status', confidence: 1 })
  expect(best('我要取消訂單！')).toEqual({ id: 'cancel-order', confidence: 1 })
})

test.each(['What is the capital of France', '今天天气怎么样', 'asdf qwer zxcv', '帮我写一首诗', '', '😀😀'])(
  '%j is none of them',
  (text) => {
    expect(best(text)?.confidence ?? 0).toBeLessThan(SURE)
  },
)

test('its guesses fall, lie between 0 and 1, and the likeliest comes first', () => {
  const { guesses } = analyse(knowledge, 'cancel or return my order')
  const sure = guesses.map(({ confidence }) => confidence)
  expect(sure).toEqual([...sure].sort((left, right) => right - left))
  for (const each of sure) expect(each).toBeLessThanOrEqual(1)
})
