import { flow } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { accepts } from './accept.ts'
import { choicesOf, choose, mention } from './choices.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const asking = (choices: object) => {
  const steps = [
    {
      id: 'ask',
      do: 'ask',
      slot: 'x',
      entity: 'choice',
      choices,
      prompt: both('?'),
      reprompt: both('?'),
      otherwise: 'end',
    },
    { id: 'end', do: 'say', text: both('end') },
  ]
  const get = { id: 'get', do: 'act', action: 'order.get', input: {}, into: 'order', otherwise: 'end' }
  const [, ask] = flow.parse({ id: 'f', name: both('F'), steps: [get, ...steps] }).steps
  if (ask?.do !== 'ask') throw new Error('the second step asks')
  return ask
}
const reasons = choicesOf(
  asking([
    {
      value: 'damaged',
      label: { en: 'Damaged', 'zh-CN': '有破损', 'zh-TW': '有破損' },
      words: { en: ['broken'], 'zh-CN': ['坏了'] },
    },
    { value: 'unwanted', label: { en: 'No longer wanted', 'zh-CN': '不想要了', 'zh-TW': '不想要了' } },
    { value: 'other', label: { en: 'Another reason', 'zh-CN': '其他', 'zh-TW': '其他' } },
  ]),
  { slots: {}, results: {} },
  'en',
)
const items = choicesOf(
  asking({ from: 'order.items', value: '{title}', label: both('{title} × {quantity}'), most: 3 }),
  {
    slots: {},
    results: {
      order: {
        items: [
          { title: 'Enamel kettle', quantity: 1 },
          { title: '松脂香薰蜡烛', quantity: 2 },
          { title: 'Freckle mug', quantity: 4 },
          { title: 'Tray', quantity: 1 },
        ],
      },
    },
  },
  'en',
)

describe('a choice', () => {
  test.each([
    ['1', 'damaged'],
    ['第二个', 'unwanted'],
    ['我选第三个吧', 'other'],
    ['the first one please', 'damaged'],
    ['option 2', 'unwanted'],
    ['最后一个', 'other'],
    ['the last one', 'other'],
    ['Damaged', 'damaged'],
    ['it is broken', 'damaged'],
    ['東西壞了', 'damaged'],
    ['其他', 'other'],
  ])('%s', (said, value) => {
    expect(choose(reasons, normalise(said))?.value).toBe(value)
  })

  test.each(['4', '0', '第九个', 'what?', '', 'broken, or another reason'])('none: %s', (said) => {
    expect(choose(reasons, normalise(said))).toBeNull()
  })

  test('of the business’s own names a part is enough, where it is only one’s', () => {
    expect(items.map(({ label }) => label)).toEqual(['Enamel kettle × 1', '松脂香薰蜡烛 × 2', 'Freckle mug × 4'])
    expect(choose(items, normalise('the kettle'))?.value).toBe('Enamel kettle')
    expect(choose(items, normalise('蜡烛'))?.value).toBe('松脂香薰蜡烛')
    expect(mention(items, normalise('我的香薰蜡烛坏了，要退'))?.value).toBe('松脂香薰蜡烛')
    // In a sentence one character is no name, and neither is "kettle" in "kettledrum".
    expect(mention(items, normalise('烛光晚餐'))).toBeNull()
    expect(mention(items, normalise('a kettledrum'))).toBeNull()
    expect(mention(items, normalise('kettle and mug'))?.value).not.toBe('Freckle mug')
  })

  test('a list that never came has nothing to choose', () => {
    const ask = asking({ from: 'order.items', value: '{title}', label: both('{title}') })
    expect(choicesOf(ask, { slots: {}, results: {} }, 'en')).toEqual([])
    expect(choicesOf(ask, { slots: {}, results: { order: { items: 'none' } } }, 'en')).toEqual([])
  })
})

describe('a value', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  test.each([
    [{ pattern: '[A-Z]\\d{3}' }, 'a123', true],
    [{ pattern: '[A-Z]\\d{3}' }, 'xa123', false],
    [{ min: 10, max: 20 }, '15 CNY', true],
    [{ min: 10, max: 20 }, '25 CNY', false],
    [{ min: 10 }, 'none', false],
    [{ minChars: 3, maxChars: 5 }, '四个汉字', true],
    [{ minChars: 3 }, 'ab', false],
    [{ fromDays: -7, toDays: 0 }, '2026-11-20', true],
    [{ fromDays: -7, toDays: 0 }, '2026-11-01', false],
    [{ fromDays: 1 }, '2026-11-20T09:00', false],
    [{ fromDays: 1 }, 'tomorrow', false],
  ])('%o takes %s: %s', (accept, value, fits) => {
    expect(accepts({ accept }, value, now)).toBe(fits)
  })
})
