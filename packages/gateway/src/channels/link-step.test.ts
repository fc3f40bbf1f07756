import { LOCALES } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { isLinkAnswer, linkStep, toldOf, wayToPage } from './link-step.ts'

const CODE = '7K2PQ-9XWZT'

describe('what a customer of a channel writes', () => {
  test('a code that came by a link is brought, also where the text says something else', () => {
    expect(linkStep({ text: '/start', code: CODE }, false, false)).toEqual({ do: 'redeem', code: CODE, isSure: true })
    expect(linkStep({ text: 'hello', code: 'summer-sale' }, false, false)).toEqual({ do: 'hear' })
  })

  test('a text that is a code and nothing else is brought, however it is typed', () => {
    expect(linkStep({ text: CODE }, false, false)).toEqual({ do: 'redeem', code: CODE, isSure: true })
    for (const text of ['7k2pq9xwzt', ' 7k2pq 9xwzt ', '７Ｋ２ＰＱ－９ＸＷＺＴ', '7k2pq–9xwzt']) {
      expect(linkStep({ text }, false, false)).toMatchObject({ do: 'redeem', code: CODE })
    }
    for (const text of [`my code is ${CODE}`, 'thanks dave', '13800138000']) {
      expect(linkStep({ text }, false, false)).toEqual({ do: 'hear' })
    }
  })

  test('yes and no are answers only to whoever was asked; the buttons’ own words always are', () => {
    for (const text of ['yes', 'Yes, connect', '是', '好的。']) {
      expect(linkStep({ text }, true, false)).toEqual({ do: 'answer', consents: true })
      expect(linkStep({ text }, false, false)).toEqual({ do: 'hear' })
    }
    for (const text of ['no', 'Not me', '不是我', '不用']) {
      expect(linkStep({ text }, true, false)).toEqual({ do: 'answer', consents: false })
    }
    expect(linkStep({ text: 'yes, and where is my order?' }, true, false)).toEqual({ do: 'hear' })
    for (const locale of LOCALES) {
      const { options } = toldOf({ as: 'consent', with: { channel: 'widget', name: 'Li L.' } }, locale)
      const steps = options.map(({ text }) => linkStep({ text }, true, false))
      expect(steps).toEqual([
        { do: 'answer', consents: true },
        { do: 'answer', consents: false },
      ])
      expect(options.every(({ text }) => isLinkAnswer(text))).toBe(true)
    }
  })

  test('asking to be connected leads to the page, where there is one', () => {
    for (const text of ['/link', '绑定', '綁定', 'Link my account']) {
      expect(linkStep({ text }, false, true)).toEqual({ do: 'mint' })
      expect(linkStep({ text }, false, false)).toEqual({ do: 'hear' })
    }
    expect(linkStep({ text: '绑定 银行卡' }, false, true)).toEqual({ do: 'hear' })
    // Where no server sees it.
    expect(wayToPage('https://shop.example/account', CODE, 'en').text).toContain(
      `https://shop.example/account#baton-link=${CODE}`,
    )
  })

  test('the question says whom it is about, and what follows, in each language', () => {
    for (const locale of LOCALES) {
      expect(toldOf({ as: 'consent', with: { channel: 'widget', name: 'Li L.' } }, locale).text).toContain('Li L.')
      expect(toldOf({ as: 'unknown' }, locale)).toMatchObject({ options: [] })
    }
  })
})
