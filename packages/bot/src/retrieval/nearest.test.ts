import { expect, test } from 'vitest'
import { analyse } from '../analysis.ts'
import { shop } from '../fixtures/shop.ts'
import { learn } from '../knowledge.ts'
import { train } from '../training/index.ts'
import { strongest } from './nearest.ts'

const knowledge = learn(shop, train(shop))
const near = (text: string) => analyse(knowledge, text).near

test.each([
  ['when do you open on sunday', 'store-hours'],
  ['绿茶要用多少度水泡', 'brew-green'],
  ['can i add a card to the gift', 'gift-wrap'],
  ['可以幫我做禮品包裝嗎', 'gift-wrap'],
  ['我想开增值税发票', 'invoice'],
] as const)('%s finds %s', (text, article) => {
  expect(strongest(near(text))?.article).toBe(article)
})

test('a question of the article itself is certain', () => {
  expect(near('do you wrap gifts')[0]).toEqual({ article: 'gift-wrap', score: 1 })
})

test.each(['who won the football match yesterday', '明天会下雨吗', 'xyzzy plugh', ''])(
  '%j finds nothing strong',
  (text) => {
    expect(strongest(near(text))).toBeNull()
  },
)

test('never finds what is for staff', () => {
  expect(near('How much may I refund without approval?').map(({ article }) => article)).not.toContain(
    'staff-refund-limits',
  )
})

test('two articles about as near leave the choice to the customer', () => {
  const tied = [
    { article: 'a', score: 0.5 },
    { article: 'b', score: 0.45 },
  ]
  expect(strongest(tied)).toBeNull()
  expect(strongest(tied.slice(0, 1))).toEqual(tied[0])
  expect(strongest([])).toBeNull()
})
