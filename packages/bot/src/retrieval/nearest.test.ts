import { describe, expect, test } from 'vitest'
import { analyse } from '../analysis.ts'
import { shop } from '../fixtures/shop.ts'
import { learn } from '../knowledge.ts'
import { train } from '../training/index.ts'
import { strongest } from './certainty.ts'
import { buildSearch } from './nearest.ts'

const knowledge = learn(shop, train(shop))
const near = (text: string) => analyse(knowledge, text).near

test.each([
  ['when do you open on sunday', 'store-hours'],
  ['绿茶要用多少度水泡', 'brew-green'],
  ['can i add a card to the gift', 'gift-wrap'],
  ['可以幫我做禮品包裝嗎', 'gift-wrap'],
  ['我想开增值税发票', 'invoice'],
] as const)('%s finds %s', (text, article) => {
  expect(strongest(analyse(knowledge, text))?.article).toBe(article)
})

test('a question of the article itself is certain', () => {
  expect(near('do you wrap gifts')[0]).toEqual({ article: 'gift-wrap', score: 1 })
})

test.each(['who won the football match yesterday', '明天会下雨吗', 'xyzzy plugh', ''])(
  '%j finds nothing strong',
  (text) => {
    expect(strongest(analyse(knowledge, text))).toBeNull()
  },
)

test('never finds what is for staff, but knows of it', () => {
  const { near, withheld } = analyse(knowledge, 'How much may I refund without approval?')
  expect(near.map(({ article }) => article)).not.toContain('staff-refund-limits')
  expect(withheld).toMatchObject({ article: 'staff-refund-limits', by: 'staff-only' })
})

describe('an article that holds for a while', () => {
  const dated = shop.articles.map((each) =>
    each.id === 'gift-wrap' ? { ...each, validFrom: '2026-12-01', expiresAt: '2026-12-25T00:00:00+08:00' } : each,
  )
  const search = buildSearch(dated)
  const at = (moment: string) => search.find('可以礼品包装吗', Date.parse(moment))

  test('is found from its first moment until its last', () => {
    expect(at('2026-12-01T00:00:00Z').near[0]).toEqual({ article: 'gift-wrap', score: 1 })
    expect(at('2026-12-24T15:59:59Z').near[0]?.article).toBe('gift-wrap')
    expect(search.find('可以礼品包装吗').near[0]?.article).toBe('gift-wrap')
  })

  test('is not found before and after, and that is known', () => {
    expect(at('2026-11-30T23:59:59Z')).toMatchObject({ withheld: { article: 'gift-wrap', by: 'not-yet' } })
    const late = at('2026-12-24T16:00:00Z')
    expect(late).toMatchObject({ withheld: { article: 'gift-wrap', score: 1, by: 'expired' } })
    expect(late.near.map(({ article }) => article)).not.toContain('gift-wrap')
  })

  test('makes periods, between which what is found may differ', () => {
    const moments = ['2026-11-30T00:00:00Z', '2026-12-01T00:00:00Z', '2026-12-24T16:00:00Z']
    expect(moments.map((moment) => search.period(Date.parse(moment)))).toEqual([0, 2, 4])
    expect(search.period()).toBe(-1)
  })
})

test('a text has one place for all its languages, and so many places as are asked for', () => {
  const { near } = buildSearch(shop.articles).find('return invoice gift 发票 退货', undefined, 3)
  expect(new Set(near.map(({ article }) => article)).size).toBe(near.length)
  expect(near).toHaveLength(3)
  expect(near.map(({ score }) => score)).toEqual(near.map(({ score }) => score).sort((left, right) => right - left))
})

test('reads synonyms on both sides, in both scripts', () => {
  const synonyms = { 'zh-CN': [['礼品包装', '送礼盒']], en: [['wrap', 'gift-box']] }
  const search = buildSearch(shop.articles, synonyms)
  expect(search.find('可以送礼盒吗').near[0]).toEqual({ article: 'gift-wrap', score: 1 })
  expect(search.find('do you gift-box gifts').near[0]).toEqual({ article: 'gift-wrap', score: 1 })
})

test('which number it is makes no certainty of a question about another', () => {
  const articles = shop.articles.map((each) => ({ ...each, questions: ['how long do 3 tins last'] })).slice(0, 1)
  const search = buildSearch(articles)
  expect(search.find('how long do 3 tins last').near[0]?.score).toBe(1)
  expect(search.find('how long do 5 tins last').near[0]?.score).toBeLessThan(1)
})
