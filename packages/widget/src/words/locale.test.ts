import { expect } from 'chai'
import { loadWords } from './load.ts'
import { localeFor, resolveLocale } from './locale.ts'

describe('locale', () => {
  const tags: [string, string | null][] = [
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh', 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['yue', 'zh-TW'],
    ['fr', null],
    ['not a tag', null],
  ]
  for (const [tag, locale] of tags)
    it(`reads ${tag} as ${locale ?? 'none of ours'}`, () => {
      expect(localeFor(tag)).to.equal(locale)
    })

  it('asks the attribute, then the nearest lang through shadow roots, then the browser', () => {
    const outer = document.createElement('div')
    outer.lang = 'zh-HK'
    const root = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
    const inner = root.appendChild(document.createElement('p'))
    expect(resolveLocale('en', inner, ['zh-CN'])).to.equal('en')
    expect(resolveLocale(null, inner, ['zh-CN'])).to.equal('zh-TW')
    expect(resolveLocale('xx', inner, ['zh-CN'])).to.equal('zh-TW')
    outer.lang = 'fr'
    expect(resolveLocale(null, inner, ['de', 'zh-SG'])).to.equal('zh-CN')
    expect(resolveLocale(null, inner, ['de'])).to.equal('en')
  })

  it('says each text in every language, and Taiwan in its own words', async () => {
    const [en, cn, tw] = await Promise.all([loadWords('en'), loadWords('zh-CN'), loadWords('zh-TW')])
    expect(Object.keys(cn).sort()).to.deep.equal(Object.keys(en).sort())
    expect(Object.keys(tw).sort()).to.deep.equal(Object.keys(en).sort())
    expect(cn.talkToPerson).to.equal('人工')
    expect(tw.talkToPerson).to.equal('轉接專人')
    expect(JSON.stringify(tw)).to.not.match(/[们这对话发请问题单]/)
  })
})
