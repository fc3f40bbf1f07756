import { expect } from 'chai'
import { html, LitElement } from 'lit'
import { tokens } from './tokens.styles.ts'

class TokenProbe extends LitElement {
  static override styles = [tokens]

  override render() {
    return html`<span></span>`
  }
}
customElements.define('token-probe', TokenProbe)

const TEXT: Record<string, string[]> = {
  '--ink': ['--ground', '--surface', '--raised', '--brand-soft', '--bot-soft', '--note-soft'],
  '--muted': ['--ground', '--surface', '--raised'],
  '--brand': ['--ground', '--surface', '--raised'],
  '--on-brand': ['--brand', '--brand-strong'],
  '--brand-ink': ['--brand-soft', '--raised'],
  '--bot': ['--surface'],
  '--note-ink': ['--note-soft'],
  '--success': ['--success-soft', '--surface'],
  '--warning': ['--warning-soft', '--ground'],
  '--danger': ['--danger-soft', '--raised', '--surface', '--ground'],
  '--raised': ['--danger'],
}

const CONTROL: Record<string, string[]> = {
  '--edge': ['--ground', '--surface', '--raised'],
  '--queue': ['--ground', '--surface'],
  '--bot': ['--surface'],
  '--success': ['--ground'],
}

const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

function luminance(colour: string): number {
  if (!context) throw new Error('This browser has no canvas.')
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('theme', () => {
  for (const scheme of ['light', 'dark']) {
    it(`keeps its contrast for any brand hue, ${scheme}`, async () => {
      const probe = new TokenProbe()
      probe.setAttribute('scheme', scheme)
      document.body.append(probe)
      await probe.updateComplete
      const span = probe.shadowRoot?.querySelector('span')
      if (!span) throw new Error('The probe did not render.')
      const colour = (token: string) => {
        span.style.color = `var(${token})`
        return getComputedStyle(span).color
      }
      const weak: string[] = []
      for (let hue = 0; hue < 360; hue += 15) {
        probe.style.setProperty('--hue', String(hue))
        for (const [pairs, least] of [
          [TEXT, 4.5],
          [CONTROL, 3],
        ] as const) {
          for (const [front, backs] of Object.entries(pairs)) {
            for (const back of backs) {
              const ratio = contrast(colour(front), colour(back))
              if (ratio < least) weak.push(`hue ${hue}: ${front} on ${back} ${ratio.toFixed(2)} < ${least}`)
            }
          }
        }
      }
      probe.remove()
      expect(weak).to.deep.equal([])
    })
  }
})
