import { expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { readSmallTalk } from './smalltalk.ts'

test.each([
  ['你好', 'greeting'],
  ['您好，在吗？', 'greeting'],
  ['妳好', 'greeting'],
  ['Hi there!', 'greeting'],
  ['谢谢你啊', 'thanks'],
  ['好的谢谢', 'thanks'],
  ['thanks a lot', 'thanks'],
  ['再见', 'goodbye'],
  ['好的', 'fine'],
  ['好的，我再等等', 'fine'],
  ['Thanks, I will wait', 'thanks'],
  ['你是机器人吗', 'identity'],
  ['what can you do?', 'greeting'],
  ['hi, can you help me', 'greeting'],
  ['你会什么', 'greeting'],
  ['你有什么功能', 'greeting'],
  ['menu', 'greeting'],
  ['你能幫我做什麼', 'greeting'],
  ['um, hello', 'greeting'],
  ['嗯 那个 你好', 'greeting'],
  ['uh thanks', 'thanks'],
  ['嗯', 'fine'],
  ['Thank you so much, you have been ever so kind', 'thanks'],
  ['Good morning dear, I hope you are well.', 'greeting'],
  ['right okay thanks bye', 'thanks'],
  ['thnks', 'thanks'],
  ['行那没事了谢谢啊', 'thanks'],
  ['太谢谢你了，辛苦了', 'thanks'],
  ['小同志你好，麻烦你了', 'greeting'],
  ['好的ok', 'fine'],
  ['no thanks', 'fine'],
  ['不用了谢谢', 'fine'],
  ["no I don't want a person", 'fine'],
  ['不用人工', 'fine'],
  ["I'll just buy from IKEA then", 'fine'],
  ['那我去淘宝买了', 'fine'],
  ['👍', 'fine'],
  ['🙏🙏', 'thanks'],
  ['？？？', 'nudge'],
  ['❓', 'nudge'],
  ['well?', 'nudge'],
  ['快点啊', 'nudge'],
  ['你叫什么名字', 'identity'],
  ["what's your name", 'identity'],
  ["prove you're not a bot", 'identity'],
  ['你就是机器人吧', 'identity'],
] as const)('%s is %s', (text, kind) => {
  expect(readSmallTalk(normalise(text))).toBe(kind)
})

test.each([
  '你好，查订单',
  'hi where is my order',
  'help me return it',
  '能帮我退货吗',
  'what can you do about my refund',
  'SO10042',
  '',
  '!!!',
  '早上下的单',
  'thanks but it is broken',
  'um where is it',
  '那个怎么退',
  'yes right now I want my order',
  "I'll buy it if you have it in red",
  '那我去门店买可以退吗',
  '这个商品叫什么名字',
  'so where is it',
])('%j says more', (text) => {
  expect(readSmallTalk(normalise(text))).toBeNull()
})

test('a long row of one word does not take it back and forth', () => {
  expect(readSmallTalk(normalise(`${'谢'.repeat(55)}x`))).toBeNull()
})
