import type { BotContext, Pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { compile } from './brain.ts'
import { fresh, shop } from './fixtures/shop.ts'
import { train } from './training/index.ts'

const none = { en: [], 'zh-CN': [], 'zh-TW': [] }
const PACKS: Record<string, Pack> = {
  'nothing at all': { ...shop, intents: [], articles: [], flows: [], entities: [] },
  'one intent': { ...shop, intents: shop.intents.slice(0, 1) },
  'no articles': { ...shop, articles: [] },
  'intents without a phrasing': { ...shop, intents: shop.intents.map((each) => ({ ...each, phrasings: none })) },
  'Chinese only': {
    ...shop,
    articles: shop.articles.filter(({ locale }) => locale === 'zh-CN'),
    intents: shop.intents.map(({ phrasings, ...rest }) => ({
      ...rest,
      phrasings: { ...none, 'zh-CN': phrasings['zh-CN'] },
    })),
  },
}

const waiting = { flow: 'order-status', step: 'ask', slots: {}, results: {}, tries: 0 }
/** As releases before this one left them: without a time, and of flows that are gone. */
const STATES: BotContext['flow'][] = [
  null,
  waiting,
  { ...waiting, step: 'gone' },
  { ...waiting, flow: 'gone' },
  { ...waiting, step: 'get', slots: { order: 'T-1111' } },
  { ...waiting, slots: { order: 'T-1111' }, ended: true },
]
const SAYINGS = [
  '',
  '?',
  'where is my order T-1234',
  '运费多少',
  '那运费呢',
  '不是 T-1111，是 T-2222',
  'yes',
  '算了',
  '转人工',
]

const says = (decision: ReturnType<ReturnType<typeof compile>['answer']>): boolean =>
  decision.do === 'act' || decision.sentences.join('').trim() !== ''

test.each(Object.entries(PACKS))('a pack with %s answers everything with something, trained or not', (_, pack) => {
  for (const brain of [compile(pack, train(pack)), compile(pack, null)]) {
    for (const flow of STATES) {
      for (const locale of ['en', 'zh-CN', 'zh-TW'] as const) {
        for (const text of SAYINGS) {
          const context: BotContext = { ...fresh, locale, flow, earlier: ['运费多少', ''] }
          const reading = brain.understand(text, context)
          const shares = [reading.intent?.confidence ?? 0, ...reading.nearest.map(({ score }) => score)]
          expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
          const decision = brain.answer(reading, context)
          expect(says(decision), `${text} at ${flow?.step}`).toBe(true)
          if (decision.do !== 'act') continue
          const result = { action: decision.action, ok: true as const, data: null }
          expect(says(brain.answer(reading, { ...context, flow: decision.flow }, result))).toBe(true)
        }
      }
    }
  }
})
