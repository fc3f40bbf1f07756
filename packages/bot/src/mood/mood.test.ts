import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { readMood } from './mood.ts'

const read = (text: string) => readMood(normalise(text))

test.each([
  ['气死我了，你们就是骗子', 'angry'],
  ['真是氣死人，垃圾店家', 'angry'],
  ['This is a scam, I am furious', 'angry'],
  ['worst service ever', 'angry'],
  ['物流太慢了!!!', 'angry'],
  ['物流太慢了', 'negative'],
  ['太讓人失望了', 'negative'],
  ['I am really disappointed', 'negative'],
  ["I don't like this terrible service", 'negative'],
  ["I'm not happy with this", 'negative'],
  ['怎么还不发货，太慢了', 'negative'],
  ['急用，今天能到吗', 'anxious'],
  ['我很擔心包裹丟了', 'anxious'],
  ['it is urgent', 'anxious'],
  ['垃圾桶有货吗', 'calm'],
  ['提醒我扔垃圾', 'calm'],
  ['给妈妈的生日礼物', 'calm'],
  ['your trash bags', 'calm'],
  ['妈的，又没货', 'angry'],
  ['垃圾！', 'angry'],
  ['this shop is trash', 'negative'],
  ['滚筒洗衣机多少钱', 'calm'],
  ['差价怎么退', 'calm'],
  ['这是假货吗', 'calm'],
  ['我没有生气', 'calm'],
  ['沒有不滿，只是問問', 'calm'],
  ['不是很失望', 'calm'],
  ['不用担心', 'calm'],
  ['I am not angry', 'calm'],
  ["it isn't bad service", 'calm'],
  ['not at all disappointed', 'calm'],
  ['查订单', 'calm'],
] as const)('%s is %s', (text, level) => {
  expect(read(text).level).toBe(level)
})

test('counts different negative words once each, and shows them as written', () => {
  expect(read('太失望了，失望，糟糕')).toMatchObject({ level: 'negative', words: ['失望', '糟糕'], negative: 2 })
  expect(read('Terrible! TERRIBLE!').negative).toBe(1)
  expect(read('讓人很失望').words).toEqual(['失望'])
})

test('praise that is not meant counts once, however much of it is praise', () => {
  expect(readMood(normalise('oh great, another bot'))).toMatchObject({ level: 'negative', negative: 1 })
})

test('counts words of each kind', () => {
  expect(read('他妈的，赶紧退款，失望')).toMatchObject({ level: 'angry', negative: 2, profanity: 1, urgency: 1 })
  expect(read('Thanks, great service')).toMatchObject({ level: 'calm', negative: 0, positive: 2, profanity: 0 })
})

test('the score falls with what is said and how', () => {
  const scores = ['非常满意', '好的', '有点失望', '失望', '非常失望', '非常失望，太差了', '骗子！！！'].map(
    (text) => read(text).score ?? 0,
  )
  expect(scores).toEqual([...scores].sort((left, right) => right - left))
  expect(new Set(scores).size).toBe(scores.length)
  expect(scores.every((score) => score >= -1 && score <= 1)).toBe(true)
  expect(read('气死了！！！骗子！垃圾客服！他妈的去死').score).toBe(-1)
})

test('strong anxiety scores as low as anger, plain anxiety does not', () => {
  expect(read('我快崩溃了').score).toBeLessThanOrEqual(-0.6)
  expect(read('I am freaking out').score).toBeLessThanOrEqual(-0.6)
  expect(read('有点担心').score).toBeGreaterThan(-0.6)
  expect(read('I am worried about the parcel').score).toBeGreaterThan(-0.6)
})

test('names of goods are no words of mood', () => {
  const message = normalise('the Terrible Twins mug and 讨厌鬼抱枕')
  expect(readMood(message).level).toBe('negative')
  expect(readMood(message, {}, ['terrible twins', '讨厌鬼抱枕']).level).toBe('calm')
})

test('warm thanks after a bad message are bitter, after a good one they are thanks', () => {
  const thanks = normalise('真是谢谢你们了')
  expect(readMood(thanks, { scores: [-0.6] })).toMatchObject({ level: 'negative', positive: 0 })
  expect(readMood(thanks, { scores: [0.3] })).toMatchObject({ level: 'calm', positive: 1 })
})

test('three messages in ten seconds make two complaints anger, and alone they are nothing', () => {
  const burst = { times: [0, 4_000, 10_000] }
  const slow = { times: [0, 4_000, 10_001] }
  const twice = normalise('太慢了，很失望')
  expect(readMood(twice, burst).level).toBe('angry')
  expect(readMood(twice, slow).level).toBe('negative')
  expect(readMood(normalise('太慢了'), burst).level).toBe('negative')
  expect(readMood(normalise('还有个问题'), burst).level).toBe('calm')
})

test('a trend takes three messages, each worse or each better than the one before', () => {
  const trend = (text: string, ...scores: number[]) => readMood(normalise(text), { scores }).trend
  expect(trend('太差了，失望', 0, -0.3)).toBe('falling')
  expect(trend('太差了', 0.3, 0)).toBeUndefined()
  expect(trend('谢谢，很满意', -0.6, -0.3)).toBe('rising')
  expect(trend('太差了', 0)).toBeUndefined()
  expect(trend('太差了', 0, 0)).toBeUndefined()
  expect(trend('太差了', -0.3, 0)).toBeUndefined()
  expect(trend('好的', 0.6, 0.3)).toBeUndefined()
})

test('a whole message in quotes is said, words in quotes are told', () => {
  expect(read('“你们就是骗子”').level).toBe('angry')
  expect(read('评论里写着“骗子公司”，是真的吗').level).toBe('calm')
})

test.each([
  ['I am very disapointed', 'negative', 'disapointed'],
  ['this is ridiculus', 'negative', 'ridiculus'],
  ['unhapy with ur service', 'negative', 'unhapy'],
  ['so frustratting', 'negative', 'frustratting'],
  ['I am furius', 'angry', 'furius'],
])('%s is %s, with a slip', (text, level, word) => {
  expect(read(text)).toMatchObject({ level, words: [word] })
})

test.each(['I am curious about the tea', 'lawful', 'are the lairs spacious', 'a garage door'])(
  '%s is no slip of a bad mood',
  (text) => {
    expect(read(text).level).toBe('calm')
  },
)

test.each([
  ['物流太慢了', 'angry'],
  ['太讓人失望了', 'angry'],
  ['I am really disappointed', 'angry'],
  ['where is my order', 'negative'],
  ['it is urgent', 'anxious'],
  ['气死我了，你们就是骗子', 'angry'],
] as const)('%s, said in agitation, is %s', (text, level) => {
  expect(readMood(normalise(text), { arousal: 0.8 }).level).toBe(level)
  // What is hardly to be believed changes nothing.
  expect(readMood(normalise(text), { arousal: 0.3 })).toEqual(readMood(normalise(text)))
})

test('calm words said in agitation hold nothing that adds up', () => {
  expect(readMood(normalise('where is my order'), { arousal: 1 })).toMatchObject({ words: [], negative: 0, score: 0 })
})
