import { expect, test } from 'vitest'
import { foldScript, isSimplifiedOnly, isTraditionalOnly } from './script.ts'

test('folds one character to one, and simplified text to itself', () => {
  expect(foldScript('請幫我查詢訂單，謝謝')).toBe('请帮我查询订单，谢谢')
  expect(foldScript('请帮我查询订单，谢谢')).toBe('请帮我查询订单，谢谢')
})

test('characters that both scripts write prove neither', () => {
  for (const shared of '你好我要的台后里面只着乾家回') {
    expect([shared, isTraditionalOnly(shared), isSimplifiedOnly(shared)]).toEqual([shared, false, false])
  }
})

test('no character belongs to both sides', () => {
  for (const each of '單货訂换換貨单订') expect(isTraditionalOnly(each)).toBe(!isSimplifiedOnly(each))
})
