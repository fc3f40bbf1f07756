import { svg, type TemplateResult } from 'lit'

const icon = (paths: TemplateResult): TemplateResult =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${paths}</svg>`

export const personIcon = icon(
  svg`<circle cx="10" cy="6.5" r="3.25"/><path d="M3.75 17c.5-3.4 2.9-5.25 6.25-5.25s5.75 1.85 6.25 5.25"/>`,
)
export const waysIcon = icon(svg`<path d="M4 6h7v11H4zM8 3h8v10"/>`)
export const closeIcon = icon(svg`<path d="m5 5 10 10M15 5 5 15"/>`)
export const downIcon = icon(svg`<path d="m5 8 5 5 5-5"/>`)
export const sendIcon = icon(svg`<path d="M10 16.5v-13M4.5 9 10 3.5 15.5 9"/>`)
export const alertIcon = icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 6.5v4M10 13.5v.01"/>`)
export const cloudOffIcon = icon(
  svg`<path d="M6 15.5a3.5 3.5 0 0 1-.4-7M8.2 5.4A4.5 4.5 0 0 1 14.5 9a3.3 3.3 0 0 1 2.2 4.9M3 3l14 14M14 15.5H6"/>`,
)
