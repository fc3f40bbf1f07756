import { describe, expect, test } from 'vitest'
import { brainOf, fresh, shop } from './fixtures/shop.ts'
import { buildHanMender } from './han-slips.ts'
import { soundsLike } from './homophones.ts'
import { normalise } from './normalise.ts'

const PHRASINGS = [
  ...['快递到哪了', '我的快递', '查快递', '快递单号', '快递丢了'],
  ...['我要退款', '退款多久', '退款进度', '退款到账'],
  ...['怎么开发票', '发票抬头', '要发票', '电子发票'],
  ...['优惠券怎么用', '优惠券过期', '领优惠券'],
  ...['收到货了', '退货', '怎么退货', '换货', '发货了吗', '我的方法'],
]
const mend = buildHanMender(PHRASINGS, (pair) => pair === '法国')
const fold = (text: string) => normalise(text).folded

describe('a character typed by its sound', () => {
  test.each([
    ['我的快弟到哪了', '我的快递到哪了'],
    ['退宽多久', '退款多久'],
    ['怎么开法票', '怎么开发票'],
    ['优惠卷', '优惠券'],
    // As they are typed in Taiwan.
    ['我的快第', '我的快递'],
    ['退寬多久', '退款多久'],
    ['發漂', '发票'],
  ])('%s is mended', (written, meant) => {
    expect(mend(fold(written))).toBe(meant)
  })

  test.each([
    ['the pack knows what is written', '我的快递'],
    ['an article knows it', '法国票'],
    ['it stands in a pair the pack knows', '方法票'],
    ['nothing that sounds so is a word of the pack', '弟弟的生日'],
    ['it is no word for which the pack only has the characters', '火了'],
    ['English is mended elsewhere', 'where is my parcle'],
  ])('is left alone where %s', (_, written) => {
    expect(mend(fold(written))).toBe(fold(written))
  })

  test('a word that is hardly ever asked about mends nothing', () => {
    expect(buildHanMender(['快递', '查快递'], () => false)('快弟')).toBe('快弟')
  })

  test('what is longest is left alone, within a moment', () => {
    const long = '弟'.repeat(4_000)
    const began = performance.now()
    expect(mend(long)).toBe(long)
    mend('弟'.repeat(400))
    expect(performance.now() - began).toBeLessThan(200)
  })
})

test.each([
  ['zh-CN', '我的丁单到哪了'],
  ['zh-TW', '我的訂丹到哪了'],
] as const)('%s: %s is understood as it was meant', (locale, message) => {
  expect(brainOf(shop).understand(message, { ...fresh, locale }).intent).toEqual({ id: 'order-status', confidence: 1 })
})

test('what sounds alike does so both ways, and stands in no other group by its sound', () => {
  expect(soundsLike('弟')).toContain('递')
  expect(soundsLike('递')).toContain('弟')
  expect(soundsLike('a')).toBe('')
  for (const character of soundsLike('款')) expect(soundsLike(character)).toBe(soundsLike('款'))
})
