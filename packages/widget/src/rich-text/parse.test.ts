import { safeHref } from '@baton/client'
import { expect } from 'chai'
import { render } from 'lit'
import { parseText } from './parse.ts'
import { richText } from './rich-text.ts'

const rendered = (text: string): HTMLElement => {
  const place = document.createElement('div')
  render(richText(text), place)
  return place
}

const hrefs = (text: string): string[] => [...rendered(text).querySelectorAll('a')].map(({ href }) => href)

const NEVER_LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  ' javascript:alert(1)',
  'javascript://example.com/%0aalert(1)',
  'javascript:https://example.com',
  'JAVASCRIPT&colon;alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A;avascript&#58;alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'DATA:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/0',
  'http://example.com/plain',
  'ftp://example.com',
  'https://shop.example@evil.example/',
  'https://user:pass@evil.example/',
  '[click](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  '<img src=x onerror=alert(1)>',
  'xhttps://example.com',
  'https://',
  'tel:javascript',
] as const

describe('rich text', () => {
  for (const text of NEVER_LINKS)
    it(`makes no link and no markup of ${JSON.stringify(text)}`, () => {
      const place = rendered(text)
      expect(place.querySelectorAll('a, img, script')).to.have.length(0)
      expect(place.textContent?.trim()).to.equal(text.trim())
    })

  it('links https, mailto and tel, and opens them apart from the page', () => {
    expect(hrefs('See https://a.example/x?y=1 or mailto:hi@a.example or tel:+4912345')).to.deep.equal([
      'https://a.example/x?y=1',
      'mailto:hi@a.example',
      'tel:+4912345',
    ])
    const link = rendered('https://a.example').querySelector('a')
    expect(link?.rel).to.equal('noopener noreferrer')
    expect(link?.target).to.equal('_blank')
  })

  it('leaves the punctuation of the sentence outside the address', () => {
    expect(hrefs('(https://a.example/x). https://a.example/y, https://a.example/z_(1)')).to.deep.equal([
      'https://a.example/x',
      'https://a.example/y',
      'https://a.example/z_(1)',
    ])
  })

  it('ends an address where Chinese begins', () => {
    expect(hrefs('物流：https://a.example/x，随时查看https://a.example/y谢谢')).to.deep.equal([
      'https://a.example/x',
      'https://a.example/y',
    ])
  })

  it('knows bold, lists and line breaks, and nothing else', () => {
    const place = rendered('a **b c** d\ne\n- one\n- **two**\n1. first\n2) second\n# no heading\n`no code`')
    expect(place.querySelector('strong')?.textContent).to.equal('b c')
    expect([...place.querySelectorAll('ul > li')].map((item) => item.textContent)).to.deep.equal(['one', 'two'])
    expect([...place.querySelectorAll('ol > li')].map((item) => item.textContent)).to.deep.equal(['first', 'second'])
    expect(place.querySelectorAll('br')).to.have.length(2)
    expect(place.querySelectorAll('h1, code')).to.have.length(0)
  })

  it('keeps every character of plain text', () => {
    const text = 'a * b ** c *** 2 < 3 & "q" \u{1F44B}'
    expect(parseText(text)).to.deep.equal([{ kind: 'lines', lines: [[{ text }]] }])
  })

  it('allows http in a citation only where the page itself is http', () => {
    expect(safeHref('/help/1', 'https://shop.example/')).to.equal('https://shop.example/help/1')
    expect(safeHref('http://shop.example/1', 'https://shop.example/')).to.equal(null)
    expect(safeHref('http://shop.example/1', 'http://shop.example/')).to.equal('http://shop.example/1')
    expect(safeHref('javascript:alert(1)', 'http://shop.example/')).to.equal(null)
  })

  it('T-31 reads the longest message in 20 ms, and 64 KiB in as many times that as it is longer', () => {
    const grown = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    const worst: ((length: number) => string)[] = [
      ...['*', '**a', '** a', '**a b', '- ', '- x\n', '1) x\n\n', '\n', 'https://', 'mailto:', 'tel:1'].map(grown),
      ...['https://a.example ', 'xhttps://a.example ', 'https://a@b ', 'javascript:https://a.example'].map(grown),
      (length) => `**${grown('a')(length)}`,
      (length) => `**a${grown(' ')(length)}`,
      (length) => `-${grown(' ')(length)}`,
      (length) => `- ${grown(' ')(length)}\u2028x`,
      (length) => `${grown('\t')(length)}-`,
      ...[')', ',', ',.)'].map((end) => (length: number) => `https://a.example/${grown(end)(length)}x`),
      ...[')', ',', ',.)'].map((end) => (length: number) => `https://a.example/${grown(end)(length)}`),
    ]
    /** The best of three: what the machine does besides is not the text's fault. */
    const took = (text: string): number =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const start = performance.now()
          parseText(text)
          return performance.now() - start
        }),
      )
    const slow = worst.flatMap((make) => {
      const [message, part, whole] = [4_000, 8 * 1024, 64 * 1024].map((length) => took(make(length))) as [
        number,
        number,
        number,
      ]
      // Eight times as long: eight times as slow, and not sixty-four. What is done in an instant says nothing.
      const fine = message <= 20 && whole <= Math.max(24 * part, 500)
      return fine
        ? []
        : [`${JSON.stringify(make(24).slice(0, 24))}: ${[message, part, whole].map((ms) => ms.toFixed(1))} ms`]
    })
    expect(slow).to.deep.equal([])
  }).timeout(60_000)
})
