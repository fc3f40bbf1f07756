import { expect } from 'chai'
import { dictionaries, resolveLocale } from './locale.ts'
import { reasonWords } from './reason-words.ts'
import { speechOf } from './speech.ts'
import { term } from './term.ts'

type Leaf = [path: string, value: unknown]

const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`))
    : [[path, value]]

describe('locale', () => {
  it('tells Chinese apart by script', () => {
    const answers = ['zh-HK', 'zh-MO', 'zh-Hant-SG', 'zh', 'zh-SG', 'en-GB'].map((tag) => resolveLocale([tag]))
    expect(answers).to.deep.equal(['zh-TW', 'zh-TW', 'zh-TW', 'zh-CN', 'zh-CN', 'en'])
  })

  it('takes the first language it speaks, and English when it speaks none', () => {
    expect(resolveLocale(['de', 'not a tag', 'zh-TW', 'en'])).to.equal('zh-TW')
    expect(resolveLocale(['de'])).to.equal('en')
  })

  it('has words for everything, in every language', () => {
    for (const [locale, dictionary] of Object.entries(dictionaries)) {
      const empty = leaves(dictionary).filter(([, value]) => typeof value === 'string' && value.trim() === '')
      expect(empty, locale).to.deep.equal([])
    }
  })

  it('ends a sentence as its language does', () => {
    const said = Object.values(dictionaries).map(({ sentence }) => sentence('A'))
    expect(said.toSorted()).to.deep.equal(['A. ', 'A。', 'A。'])
  })

  it('has words for a reason it does not know yet', () => {
    const later = 'eclipse' as 'asked'
    expect(reasonWords(dictionaries.en, later)).to.equal('A matter for a person')
    expect(reasonWords(dictionaries.en, 'asked')).to.equal('Asked for a person')
  })

  it('keeps the words of the mainland out of the Taiwanese dictionary', () => {
    const foreign = leaves(dictionaries['zh-TW']).filter(
      ([, value]) => typeof value === 'string' && /消息|登錄|設置|郵箱|賬號|質量|信息|默認|會話|在線/u.test(value),
    )
    expect(foreign).to.deep.equal([])
  })

  it('writes amounts from the smallest unit of their currency', () => {
    expect(speechOf('en').money({ amount: 12900, currency: 'USD' })).to.equal('$129.00')
    expect(speechOf('en').money({ amount: 12900, currency: 'JPY' })).to.equal('¥12,900')
    expect(speechOf('zh-CN').money({ amount: 12900, currency: 'CNY' })).to.equal('¥129.00')
  })

  it('opens up a name that has no words yet', () => {
    expect(term({ order: 'Order' }, 'order')).to.equal('Order')
    expect(term({}, 'gift_card.balance')).to.equal('gift card balance')
    expect(term({}, 'constructor')).to.equal('constructor')
  })
})
