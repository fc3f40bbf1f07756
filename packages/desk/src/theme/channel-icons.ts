import type { ChannelKind } from '@baton/client'
import { type SVGTemplateResult, svg } from 'lit'
import { draw } from './icons.ts'

/** Ours, not the vendors' marks: told apart at a glance, with the name beside them. */
export const channelIcons: Record<ChannelKind | 'page', SVGTemplateResult> = {
  page: draw(svg`<rect x="3.5" y="4.5" width="13" height="11" rx="2" /><path d="M3.5 8h13" />`),
  wechat: draw(
    svg`<path d="M8 4c-3 0-5 1.9-5 4.2 0 1.3.7 2.4 1.7 3.2L4.3 13.5l2.3-1.1c.5.1 1 .2 1.4.2" /><path d="M12.4 8c2.6 0 4.6 1.6 4.6 3.7 0 1.1-.6 2.1-1.5 2.8l.3 1.7-1.9-.9c-.5.1-1 .2-1.5.2-2.6 0-4.6-1.7-4.6-3.8S9.8 8 12.4 8z" />`,
  ),
  wecom: draw(
    svg`<path d="M9.5 4.5c-3.6 0-6 2.3-6 5 0 1.6.8 3 2.2 3.9l-.5 2.3 2.7-1.3c.5.1 1 .2 1.6.2 3.6 0 6-2.4 6-5.1s-2.4-5-6-5z" /><path d="M14.5 13.5v3m-1.5-1.5h3" />`,
  ),
  whatsapp: draw(
    svg`<path d="M10 3.5a6.4 6.4 0 0 0-5.5 9.7l-.9 3.2 3.3-.9A6.4 6.4 0 1 0 10 3.5z" /><path d="M7.8 7.5c0 2.6 2.1 4.7 4.7 4.7l.4-1.2-1.5-.8-.7.6a4 4 0 0 1-1.5-1.5l.6-.7L9 7.1z" />`,
  ),
  telegram: draw(svg`<path d="m3.5 9.8 13-5.3-2.3 11-4-3-2 2-.5-3.4z" /><path d="m7.7 11.1 6-4.6" />`),
  line: draw(
    svg`<path d="M10 4c-3.9 0-7 2.5-7 5.5 0 2.7 2.4 4.9 5.7 5.4.6.1.5.5.3 2 2.5-1.2 8-4.2 8-7.4C17 6.5 13.9 4 10 4z" /><path d="M7 8v3h1.500M11 8v3m2.5-3v3" />`,
  ),
  messenger: draw(
    svg`<path d="M10 3.5c-3.8 0-6.7 2.7-6.7 6.2 0 1.9.8 3.5 2.1 4.600v2.200l2.1-1.100c.8.2 1.6.4 2.5.4 3.8 0 6.7-2.7 6.7-6.100S13.8 3.5 10 3.500z" /><path d="m6.5 11.2 2.4-2.6 2 1.8 2.6-2.6" />`,
  ),
  email: draw(svg`<rect x="3.5" y="5" width="13" height="10" rx="2" /><path d="m4.5 6.5 5.5 4.2 5.5-4.2" />`),
  phone: draw(
    svg`<path d="M6.5 3.500h2l1 3.500-1.500 1.200a8 8 0 0 0 3.800 3.800l1.200-1.500 3.500 1v2c0 1.400-1 2.300-2.300 2.200C8.500 15.200 4.800 11.500 4.300 5.800 4.200 4.500 5.100 3.500 6.500 3.500z" />`,
  ),
  api: draw(
    svg`<path d="M7.5 4.500c-2 0-2 1-2 2.500s0 2.5-1.5 3c1.5.5 1.5 1.5 1.5 3s0 2.5 2 2.500M12.5 4.500c2 0 2 1 2 2.500s0 2.5 1.5 3c-1.5.5-1.5 1.5-1.5 3s0 2.5-2 2.5" />`,
  ),
}
