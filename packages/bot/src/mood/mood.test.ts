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
  expect(read('太失望了，失望，糟糕')).toEqual({ level: 'negative', words: ['失望', '糟糕'], negative: 2 })
  expect(read('Terrible! TERRIBLE!').negative).toBe(1)
  expect(read('讓人很失望').words).toEqual(['失望'])
})
