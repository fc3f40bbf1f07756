import { expect, test } from 'vitest'
import { foldScript, isSimplifiedOnly, isTraditionalOnly } from './script.ts'

test('folds one character to one, and simplified text to itself', () => {
  expect(foldScript('請幫我查詢訂單，謝謝')).toBe('请帮我查询订单，谢谢')
  expect(foldScript('请帮我查询订单，谢谢')).toBe('请帮我查询订单，谢谢')
})

test.each([
  ['顛倒黑白，氣瘋了', '颠倒黑白，气疯了'],
  ['亂收費，說謊，欺騙', '乱收费，说谎，欺骗'],
  ['鋪子裡的蓋碗疊在桌檯上', '铺子里的盖碗叠在桌檯上'],
  ['岂豈並臥', '岂岂并卧'],
  ['說説', '说说'],
])('%s is folded to %s', (written, folded) => {
  expect(foldScript(written)).toBe(folded)
})

test('characters that both scripts write prove neither', () => {
  for (const shared of '你好我要的台后里面只着乾家回吃床群托斗余') {
    expect([shared, isTraditionalOnly(shared), isSimplifiedOnly(shared)]).toEqual([shared, false, false])
  }
})

test('no character belongs to both sides', () => {
  for (const each of '單货訂换換貨单订') expect(isTraditionalOnly(each)).toBe(!isSimplifiedOnly(each))
})
