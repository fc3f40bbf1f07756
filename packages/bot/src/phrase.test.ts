import { type BotContext, type Mood, pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { brainOf, fresh, said, shop, turn } from './fixtures/shop.ts'
import { mannersOf, phrase } from './phrase.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const varied = pack.parse({
  ...shop,
  wording: {
    ...shop.wording,
    variants: {
      abstain: {
        upset: [both('upset')],
        hurried: [both('short')],
        vip: [both('vip')],
        more: [both('second'), both('third')],
      },
      greeting: { vip: [both('vip greeting')] },
    },
  },
})
const { wording } = varied
const calm: Mood = { level: 'calm', words: [], negative: 0 }
const context = (over: Partial<BotContext> = {}): BotContext => ({ ...fresh, ...over })

test('what weighs most about a customer comes first', () => {
  const vip = context({ customer: { name: null, tier: 'vip', vip: true } })
  expect(mannersOf({ mood: { ...calm, level: 'angry', urgency: 1 }, context: vip })).toEqual([
    'upset',
    'hurried',
    'vip',
  ])
  expect(mannersOf({ mood: { ...calm, level: 'anxious' }, context: vip })).toEqual(['anxious', 'vip'])
  expect(mannersOf({ mood: calm, context: context() })).toEqual([])
})

test('says it for the mood and the tier, and where the pack has no words for these, as ever', () => {
  const say = (mood: Partial<Mood>, vip = false) =>
    phrase(wording, 'abstain', 'en', {
      mood: { ...calm, ...mood },
      context: context({ customer: { name: null, tier: null, vip } }),
    })
  expect(say({ level: 'negative', negative: 1 })).toBe('upset')
  expect(say({ urgency: 2 })).toBe('short')
  expect(say({}, true)).toBe('vip')
  expect(say({ level: 'anxious' })).toBe(shop.wording.abstain.en)
  expect(phrase(shop.wording, 'abstain', 'en', { mood: { ...calm, urgency: 2 }, context: fresh })).toBe(
    shop.wording.abstain.en,
  )
})

test('goes round in its ways turn by turn, and the same turn says the same again', () => {
  const at = (turns: number) => phrase(wording, 'abstain', 'en', { mood: calm, context: context({ turns }) })
  expect([0, 1, 2, 3].map(at)).toEqual([shop.wording.abstain.en, 'second', 'third', shop.wording.abstain.en])
  expect(at(1)).toBe(at(1))
})

test('greets by name and tier, and knows what somebody signed in came for the last time', () => {
  const brain = brainOf(varied)
  const customer = { name: 'Lin', tier: 'vip', vip: true, id: 'c_7' }
  const previous = { want: 'is the green tea fresh', facts: [] }
  const greeted = said(turn(brain, 'hello', { locale: 'en', customer, previous, turns: 0 }))
  expect(greeted).toBe(
    'Hello Lin. vip greeting Last time you asked: “is the green tea fresh” If that is still open, just say so.',
  )
  // Not in the middle of a case, not to a guest, and never a number.
  for (const over of [
    { turns: 3 },
    { customer: { ...customer, id: null } },
    { previous: { ...previous, want: 'order T-1234' } },
  ])
    expect(said(turn(brain, 'hello', { locale: 'en', customer, previous, turns: 0, ...over }))).not.toContain(
      'Last time',
    )
})

test('thanks for thanks in other words each time', () => {
  const brain = brainOf(varied)
  const answers = [0, 1, 2].map((turns) => said(turn(brain, '谢谢', { turns })))
  expect(new Set(answers).size).toBe(3)
})
