import { svg, type TemplateResult } from 'lit'

const icon = (path: string): TemplateResult =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d=${path} /></svg>`

export const callIcon = icon(
  'M6.6 3.2 4.4 3.7c-.7.2-1.2.8-1.1 1.6.6 6 5.4 10.8 11.4 11.4.8.1 1.4-.4 1.6-1.1l.5-2.2-3.4-1.9-1.7 1.4a8.6 8.6 0 0 1-4.6-4.6l1.4-1.7z',
)
