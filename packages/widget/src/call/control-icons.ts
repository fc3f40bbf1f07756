import { svg, type TemplateResult } from 'lit'
import type { Quality } from './model.ts'

const icon = (path: string): TemplateResult =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d=${path} /></svg>`

export const microphoneIcon = icon(
  'M10 3a2 2 0 0 0-2 2v5a2 2 0 0 0 4 0V5a2 2 0 0 0-2-2ZM5 9.5a5 5 0 0 0 10 0M10 14.5V17',
)
export const mutedIcon = icon(
  'M12 8V5a2 2 0 0 0-4 0v5a2 2 0 0 0 2 2M5 9.5a5 5 0 0 0 8 4M15 9.5v.5M10 14.5V17M4 3l12 14',
)
export const holdIcon = icon('M7.5 5v10M12.5 5v10')
export const keypadIcon = icon(
  'M5.5 5v.01M10 5v.01M14.5 5v.01M5.5 10v.01M10 10v.01M14.5 10v.01M5.5 15v.01M10 15v.01M14.5 15v.01',
)
export const soundIcon = icon('M4 8v4h2.5L10 15V5L6.5 8zM13 7.5a3.5 3.5 0 0 1 0 5M15 5.5a6.5 6.5 0 0 1 0 9')
export const captionsIcon = icon('M3 5h14v10H3zM6 9h4M6 12h2M12.5 9H14M10.5 12H14')
export const endIcon = icon(
  'M3 13c0-1.7.3-2.7 1.2-3.3 3.400-2.300 8.200-2.300 11.600 0 .9.6 1.2 1.600 1.2 3.3l-3.600.3-.6-2.300a9 9 0 0 0-5.600 0l-.6 2.300z',
)

const BARS = ['M5 15v-2', 'M10 15V9', 'M15 15V5']
const LIT: Record<Quality, number> = { good: 3, fair: 2, poor: 1, lost: 0 }

/** As many bars as the connection is good for; lost, it is struck out. */
export const qualityIcon = (quality: Quality): TemplateResult => svg`
  <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
    ${BARS.map((path, at) => svg`<path d=${path} opacity=${at < LIT[quality] ? 1 : 0.3} />`)}
    ${quality === 'lost' ? svg`<path d="M4 4l12 12" />` : ''}
  </svg>
`
