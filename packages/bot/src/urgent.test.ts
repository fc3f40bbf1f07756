import type { Locale, Pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { brainOf, fresh, shop } from './fixtures/shop.ts'

/** The tea shop, where a cancelled order is looked out for. */
const watched: Pack = {
  ...shop,
  intents: shop.intents.map((each) => (each.id === 'cancel-order' ? { ...each, tags: ['at-once'] } : each)),
}
const intentOf = (pack: Pack, text: string, locale: Locale) =>
  brainOf(pack).understand(text, { ...fresh, locale }).intent?.id

test.each([
  ['en', 'How much is shipping? Cancel my order! Can I get an invoice?'],
  ['zh-CN', '运费多少？取消订单！怎么开发票？'],
  ['zh-TW', '運費多少？取消訂單！'],
] as const)('%s: what cannot wait is what a message of several things is about', (locale, text) => {
  expect(intentOf(watched, text, locale)).toBe('cancel-order')
  expect(intentOf(shop, text, locale)).not.toBe('cancel-order')
})

test('one sentence is read as it is, and a pasted page as a whole', () => {
  expect(intentOf(watched, 'How much is shipping?', 'en')).toBe('shipping-cost')
  expect(intentOf(watched, `${'How much is shipping? '.repeat(9)}Cancel my order!`, 'en')).not.toBe('cancel-order')
})
