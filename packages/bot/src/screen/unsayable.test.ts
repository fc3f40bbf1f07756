import { type Pack, rule } from '@baton/protocol'
import { expect, test } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { unsayable } from './unsayable.ts'

const name = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' }
const saying = (say: Record<'en' | 'zh-CN' | 'zh-TW', string>): Pack['rules'][number] =>
  rule.parse({
    id: 'a-rule',
    name,
    at: 'reading',
    when: { fact: 'customer.wantsPerson', is: 'equal', value: true },
    mode: 'immediate',
    reason: 'asked',
    say,
  })

test('a pack whose texts may be said has none that may not', () => {
  expect(unsayable(shop)).toEqual([])
})

test('what a rule, the wording or a flow would have the bot say is found by its place, in every language', () => {
  const rule = saying({ en: 'A person comes.', 'zh-CN': '我是真人，请说。', 'zh-TW': '專人馬上來。' })
  const greeting = { ...shop.wording.greeting, en: 'Hello, I am a real person.' }
  const found = unsayable({ ...shop, rules: [rule], wording: { ...shop.wording, greeting } })
  expect(found).toEqual([
    { path: 'wording.greeting.en', code: 'claims-human' },
    { path: 'rules.0.say.zh-CN', code: 'claims-human' },
  ])
})

test("a pack's own forbidden phrases hold for its own texts", () => {
  const forbidden = [{ code: 'diagnosis', phrases: { en: ['you have the flu'] }, patterns: {} }]
  const greeting = { ...shop.wording.greeting, en: 'It seems you have the flu.' }
  expect(unsayable({ ...shop, forbidden, wording: { ...shop.wording, greeting } })).toEqual([
    { path: 'wording.greeting.en', code: 'diagnosis' },
  ])
})
