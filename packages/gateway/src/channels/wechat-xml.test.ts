import fc from 'fast-check'
import { expect, test } from 'vitest'
import { elementsOf, xmlOf } from './wechat-xml.ts'

const message = (content: string, more = ''): string =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oLiLei]]></FromUserName>
<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${content}</Content><MsgId>1</MsgId>${more}</xml>`

test('reads what WeChat sends', () => {
  expect(Object.fromEntries(elementsOf(message('<![CDATA[我的订单到哪了？ ]]>')) ?? [])).toEqual({
    ToUserName: 'gh_1',
    FromUserName: 'oLiLei',
    CreateTime: '1700000000',
    MsgType: 'text',
    Content: '我的订单到哪了？ ',
    MsgId: '1',
  })
})

test('T-25 XML that is more than a message is refused', () => {
  const refused = {
    doctype: `<!DOCTYPE xml>${message('<![CDATA[a]]>')}`,
    'a document type with a file': `<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${message('&x;')}`,
    'an entity': `<!ENTITY lol "lol">${message('<![CDATA[a]]>')}`,
    'an entity used': message('&lt;'),
    'a number for a letter': message('&#x41;'),
    'an instruction': `<?xml version="1.0"?>${message('<![CDATA[a]]>')}`,
    'a comment': message('<!-- a -->'),
    'an end of CDATA within': message('<![CDATA[a]]> b ]]>'),
    'words beside CDATA': message('<![CDATA[a]]>b'),
    'words before CDATA': message('b<![CDATA[a]]>'),
    'CDATA without an end': message('<![CDATA[a'),
    'an attribute': message('<![CDATA[a]]>').replace('<Content>', '<Content a="1">'),
    'FromUserName twice': message('<![CDATA[a]]>', '<FromUserName><![CDATA[oHanMeimei]]></FromUserName>'),
    'words that close their element': message(
      '<![CDATA[a]]></Content><FromUserName>oHanMeimei</FromUserName><Content><![CDATA[b]]>',
    ),
    'two documents': `${message('<![CDATA[a]]>')}${message('<![CDATA[a]]>')}`,
    'another document': message('<![CDATA[a]]>').replaceAll('xml>', 'html>'),
    'tags that do not close': message('<![CDATA[a]]>').replace('</MsgId>', ''),
    '10 MB': message(`<![CDATA[${'好'.repeat(10 * 1024 * 1024)}]]>`),
    'deeper than any': message(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`),
    nothing: '',
    'no XML': '你好',
  }
  for (const [what, xml] of Object.entries(refused)) expect(elementsOf(xml), what).toBeNull()
})

test('T-25 markup in a customer’s words is words', () => {
  for (const said of ['<!DOCTYPE html>', '<!ENTITY a "b">', '&amp; &lt;', '<?php ?>', '</Content><Content>']) {
    expect(elementsOf(message(`<![CDATA[${said}]]>`))?.get('Content'), said).toBe(said)
  }
})

test('T-25 outgoing text that holds ]]> comes back as it was', () => {
  for (const text of [']]>', 'a]]>b]]>', ']]]>', '<![CDATA[x]]>', ']]', '价格 ]]> 100', '__proto__']) {
    expect(elementsOf(xmlOf({ Content: text }))?.get('Content'), text).toBe(text)
  }
  // Any text but one with the sign that no XML has.
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(']', '>', '<', '!', '[', '&', '好', ' ', 'C') }), (text) => {
      expect(elementsOf(xmlOf({ Content: text, N: 7 }))?.get('Content') ?? '').toBe(text)
    }),
  )
})
