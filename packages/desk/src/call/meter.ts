import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'

/** Quieter than this is shown as nothing, in dBov. */
const FLOOR = -60
const BARS = 24

/** Between nothing and as loud as can be, 0 to 1. */
export const shareOf = (level: number): number => Math.min(1, Math.max(0, 1 - level / FLOOR))

/** How loud one end of a call is, and was lately; with reduced motion, how loud it is. */
@customElement('desk-meter')
export class DeskMeter extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
      width: 72px;
      height: 20px;
      color: var(--brand);
    }

    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `

  @query('canvas') private canvas: HTMLCanvasElement | null | undefined

  @property() label = ''

  readonly #lately: number[] = []
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)')

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'meter')
    this.setAttribute('aria-valuemin', '0')
    this.setAttribute('aria-valuemax', '100')
    if (!this.hasAttribute('aria-valuenow')) this.setAttribute('aria-valuenow', '0')
  }

  protected override willUpdate(): void {
    this.setAttribute('aria-label', this.label)
  }

  /** `level` in dBov. Drawn at once and not by rendering: it comes ten times a second. */
  push(level: number): void {
    const share = shareOf(level)
    this.#lately.push(share)
    if (this.#lately.length > BARS) this.#lately.shift()
    const percent = String(Math.round(share * 10) * 10)
    if (percent !== this.getAttribute('aria-valuenow')) this.setAttribute('aria-valuenow', percent)
    this.#draw()
  }

  #draw(): void {
    const canvas = this.canvas
    const brush = canvas?.getContext('2d')
    if (!canvas || !brush) return
    const scale = devicePixelRatio
    const [width, height] = [this.clientWidth * scale, this.clientHeight * scale]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    brush.clearRect(0, 0, width, height)
    brush.fillStyle = getComputedStyle(this).color
    if (this.#still.matches) {
      const now = this.#lately.at(-1) ?? 0
      brush.fillRect(0, height * 0.3, width * now, height * 0.4)
      return
    }
    const step = width / BARS
    for (const [at, share] of this.#lately.entries()) {
      const tall = Math.max(scale, share * height)
      brush.fillRect(width - (this.#lately.length - at) * step, (height - tall) / 2, step * 0.6, tall)
    }
  }

  override render(): TemplateResult {
    return html`<canvas aria-hidden="true"></canvas>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-meter': DeskMeter
  }
}
