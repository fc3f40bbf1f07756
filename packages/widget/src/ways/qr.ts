import { svg, type TemplateResult } from 'lit'
import { encode } from 'uqr'

/** White around it, in modules: cameras want four. */
const QUIET = 4

/** A link to scan, drawn as elements and without the outlines that icons have: a camera would see one blot. What it says is told to whoever cannot see it. */
export function qr(link: string, label: string): TemplateResult {
  const { data, size } = encode(link, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  const side = size + 2 * QUIET
  return svg`<svg class="qr" role="img" aria-label=${label} viewBox="${-QUIET} ${-QUIET} ${side} ${side}">
    <rect x=${-QUIET} y=${-QUIET} width=${side} height=${side} fill="#fff" stroke="none" />
    <path d=${dark} fill="#000" stroke="none" />
  </svg>`
}
