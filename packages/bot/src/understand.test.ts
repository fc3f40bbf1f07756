import type { BotContext } from '@baton/protocol'
import { expect, test } from 'vitest'
import { shop } from './fixtures/shop.ts'
import { learn } from './knowledge.ts'
import { train } from './training/index.ts'
import { understand } from './understand.ts'

const knowledge = learn(shop, train(shop))
const context = {
  locale: 'en',
  earlier: [],
  flow: null,
  clarified: false,
  customer: { name: null, tier: null },
  now: 0,
} as unknown as BotContext
const read = (text: string, earlier: string[] = []) => understand(knowledge, text, { ...context, earlier })

test('what else a message may mean is told, likeliest first, and never its best guess again', () => {
  const { intent, alternatives = [] } = read('cancel or return')
  expect(alternatives.length).toBeGreaterThan(0)
  expect(alternatives.map(({ id }) => id)).not.toContain(intent?.id)
  const sure = alternatives.map(({ confidence }) => confidence)
  expect(sure).toEqual([...sure].sort((left, right) => right - left))
})

test('small talk is told by its kind and means no intent', () => {
  expect(read('谢谢')).toMatchObject({ smallTalk: 'thanks', intent: null })
  expect(read('谢谢')).not.toHaveProperty('alternatives')
  expect(read('where is my order')).not.toHaveProperty('smallTalk')
})
