import { expect } from 'chai'
import { contrast, type Rgb, readColour } from './colour.ts'
import { paletteOf } from './palette.ts'
import { tokens } from './tokens.styles.ts'

const host = (scheme: 'light' | 'dark', brand: string): HTMLElement => {
  const element = document.createElement('div')
  const sheet = new CSSStyleSheet()
  const own = Object.entries(paletteOf(brand)).map(([name, value]) => `${name}:${value}`)
  sheet.replaceSync(`${tokens.cssText} :host{${own.join(';')};color-scheme:${scheme}}`)
  element.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet]
  element.shadowRoot?.append(document.createElement('i'))
  document.body.append(element)
  return element
}

const read = (element: HTMLElement, token: string): Rgb => {
  const probe = element.shadowRoot?.firstElementChild
  if (!(probe instanceof HTMLElement)) throw new Error('No probe.')
  probe.style.color = `var(--${token})`
  const colour = readColour(getComputedStyle(probe).color)
  if (!colour) throw new Error(`--${token} is no colour.`)
  return colour
}

const TEXT: [string, string][] = [
  ['ink', 'surface'],
  ['ink', 'raised'],
  ['ink', 'brand-soft'],
  ['muted', 'surface'],
  ['muted', 'raised'],
  ['brand-ink', 'surface'],
  ['brand-ink', 'raised'],
  ['brand-ink', 'brand-soft'],
  ['on-brand', 'brand'],
  ['danger', 'surface'],
]
const CONTROLS: [string, string][] = [
  ['edge', 'surface'],
  ['mark', 'surface'],
  ['warning', 'surface'],
  ['success', 'surface'],
]

describe('palette', () => {
  const brands = [
    ...Array.from({ length: 24 }, (_, at) => `oklch(0.6 0.25 ${at * 15})`),
    ...['#fff', '#000', '#fde047', '#7f7f7f', 'rebeccapurple', 'oklch(0.97 0.05 110)'],
  ]
  for (const scheme of ['light', 'dark'] as const)
    it(`keeps text at 4.5 and controls at 3 for ${brands.length} brands, ${scheme}`, () => {
      const misses: string[] = []
      for (const brand of brands) {
        const element = host(scheme, brand)
        for (const [pairs, least] of [
          [TEXT, 4.5],
          [CONTROLS, 3],
        ] as const)
          for (const [above, below] of pairs) {
            const ratio = contrast(read(element, above), read(element, below))
            if (ratio < least) misses.push(`${brand}: ${above} on ${below} ${ratio.toFixed(2)}`)
          }
        element.remove()
      }
      expect(misses).to.deep.equal([])
    })

  it('has the default brand in its tokens, as it would be worked out', () => {
    const numbers = (text: string) => text.replace(/(\.\d*?)0+(?=[\s),;]|$)/g, '$1').replace(/\s+/g, ' ')
    for (const [name, value] of Object.entries(paletteOf(null))) {
      expect(numbers(tokens.cssText)).to.contain(`${name}: ${numbers(value)};`)
    }
  })

  it('falls back to its own brand when the attribute is no colour', () => {
    expect(paletteOf('url(javascript:1)')).to.deep.equal(paletteOf(null))
    expect(paletteOf('red;--x:1')).to.deep.equal(paletteOf(null))
  })
})
