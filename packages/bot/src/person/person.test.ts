import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { asksWhatItIs, findPersonRequest } from './person.ts'

const find = (text: string) => findPersonRequest(normalise(text), new Set(['呼叫店员']))

test.each([
  '转人工',
  '人工',
  '转人工！！',
  '人工客服',
  '我要人工服务',
  '帮我接人工客服谢谢',
  '有没有人工',
  '找个真人跟我说',
  '能不能换个人',
  '我要跟真人說話',
  '轉接專人',
  '請幫我轉接客服人員',
  '客服人員',
  '真人客服在吗',
  '叫你们经理来',
  '不要机器人，转人工',
  '不想和机器人说话',
  '我想找在线客服',
  '呼叫店员',
  'human',
  'agent',
  'agent please',
  'talk to a real person',
  'I want to speak with someone',
  'can I talk to customer service',
  'connect me to an agent',
  'please transfer me to a human representative',
  'Get me a human',
  'is there anyone I can talk to',
  'representative!!!',
  'stop, no more bots',
])('%s asks for a person', (text) => {
  expect(find(text)).not.toEqual([])
})

test.each([
  '人工审核要多久',
  '人工智能是什么',
  '安装要收人工费吗',
  '人工客服几点上班',
  '有真人试穿图吗',
  '客服人员态度很好',
  '不用转人工',
  '先不用转人工',
  '找人代付怎么弄',
  '扫地机器人有货吗',
  '我要人民币支付',
  '人造草坪和人工草坪',
  'get an uber for 3 people',
  'are you a real person?',
  'a table for two persons',
  "I don't want to talk to an agent",
  'I am a travel agent, do you give discounts',
  'robot vacuum cleaner price',
  'How do people return things',
  'human hair brush',
  'I am not a bot, are you?',
  'I want to know if you are a real person or an AI',
  'am I speaking with someone real',
])('%s does not', (text) => {
  expect(find(text)).toEqual([])
})

test('returns the words as they were written', () => {
  expect(find('煩死了，幫我轉接專人')).toEqual(['轉接專人'])
})

test.each(['你是机器人吗', '您是真人还是机器人', 'are you a bot', 'Am I talking to a real person?', '你是不是真人'])(
  '%s asks what it is',
  (text) => {
    expect(asksWhatItIs(normalise(text))).toBe(true)
  },
)
