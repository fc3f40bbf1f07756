import { fileURLToPath } from 'node:url'
import { type Brain, compile } from '@baton/bot'
import type { BotContext, Pack } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import { trainedOnce } from '@baton/scripts/trained-once'
import { beforeAll, expect, test } from 'vitest'

let pack: Pack
let brain: Brain
beforeAll(async () => {
  pack = await loadPack(fileURLToPath(new URL('../../packs/ecommerce', import.meta.url)))
  brain = compile(pack, await trainedOnce(pack))
}, 240_000)

const context: BotContext = {
  locale: 'en',
  flow: null,
  earlier: [],
  clarified: false,
  customer: { name: null, tier: null },
}

/** Whether the bot is sure of an intent that goes to the front of the queue. */
function isEmergency(text: string): boolean {
  const { intent } = brain.understand(text, context)
  const meant = pack.intents.find(({ id }) => id === intent?.id)
  return (intent?.confidence ?? 0) >= 0.8 && meant?.tags.includes('emergency') === true
}

test.each([
  '玻璃盖炸开 把我妈手划了个大口子',
  '锅把手断了开水全浇腿上了',
  '梯子散架，我从上面掉下来了',
  'the ladder snapped and I broke my wrist',
])('an accident told in words of its own, is an emergency: %s', (text) => {
  expect(isEmergency(text)).toBe(true)
})

test.each([
  'I got a shock when I saw the price',
  '看到价格我都惊呆了',
  '这价格太炸裂了',
  'I am dying to get this',
  'I cut the tag off, can I return it',
  'i would kill for this dress',
  'the glass lid arrived broken',
  '玻璃盖碎了能退吗',
  'is the knife sharp',
  'how do I delete my account',
  '账号密码忘了',
])('what only sounds like one is none: %s', (text) => {
  expect(isEmergency(text)).toBe(false)
})
