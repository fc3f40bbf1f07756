import { expect, test } from 'vitest'
import { splitQuestions } from './split-questions.ts'

test.each([
  ['How much is shipping? Do you wrap gifts?', ['How much is shipping?', 'Do you wrap gifts?']],
  [
    'how long does shipping take, can I return it and do you ship to Canada?',
    ['how long does shipping take', 'can I return it', 'do you ship to Canada?'],
  ],
  ['多久发货?可以退吗?能开发票吗?', ['多久发货?', '可以退吗?', '能开发票吗?']],
  ['多久发货，可以退吗，另外能开发票吗', ['多久发货', '可以退吗', '能开发票吗']],
  ['多久出貨？可以退嗎？還有能開發票嗎？', ['多久出貨?', '可以退嗎?', '能開發票嗎?']],
  ['Hi! Do you wrap gifts? Also, can I pay later? Thanks', ['Do you wrap gifts?', 'can I pay later?']],
])('%s asks several things', (text, parts) => {
  expect(splitQuestions(text)).toEqual(parts)
})

test.each([
  ['what was said just before a question goes with it', 'My cup came broken. Can I return it?', 1],
  ['an if of two clauses is one question', '如果收到是坏的，可以退吗', 1],
  ['an if of two clauses is one question', 'if it is broken, can I send it back', 1],
  ['"or" is a choice of one question', 'Is it possible to return it or is it final?', 1],
  ['how long is asked of what was asked before', 'Can I get a refund? How long does it take?', 1],
  ['how long is asked of what was asked before', '能退款吗？要多久？', 1],
  ['what is told asks nothing', 'I ordered a cup. It came broken, and the box too.', 0],
  ['what follows the last question belongs to it', '能开发票吗？公司报销要用。运费多少？下周要。', 2],
])('%s: %s', (_, text, count) => {
  expect(splitQuestions(text)).toHaveLength(count)
})

test('a pasted page of questions is looked at as a whole, within a moment', () => {
  const began = performance.now()
  expect(splitQuestions('Is it so? '.repeat(400))).toEqual([])
  expect(splitQuestions('，吗'.repeat(1_300))).toEqual([])
  expect(splitQuestions(', and can'.repeat(450)).length).toBeLessThanOrEqual(6)
  expect(performance.now() - began).toBeLessThan(200)
})
