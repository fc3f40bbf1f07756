import { type SVGTemplateResult, svg } from 'lit'

export const draw = (paths: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg viewBox="0 0 20 20" aria-hidden="true">${paths}</svg>`

/** One set on a 20 px grid, 1.75 px stroke. Decorative: the words stand beside them. */
export const icons = {
  back: draw(svg`<path d="M12 4.5 6.5 10l5.5 5.5" />`),
  chevron: draw(svg`<path d="m5.5 8 4.5 4.5L14.5 8" />`),
  close: draw(svg`<path d="m5.5 5.5 9 9m0-9-9 9" />`),
  send: draw(svg`<path d="M10 15.5v-11m-4.5 4.5L10 4.5l4.5 4.5" />`),
  lock: draw(svg`<rect x="4.5" y="9" width="11" height="7.5" rx="2" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" />`),
  person: draw(svg`<circle cx="10" cy="6.5" r="3" /><path d="M4.5 16.5c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5" />`),
  handback: draw(svg`<path d="M7.5 5 4 8.5 7.5 12" /><path d="M4 8.5h7.5a4 4 0 0 1 4 4V15" />`),
  transfer: draw(svg`<path d="M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3" />`),
  resolve: draw(svg`<path d="m4.5 10.5 3.8 3.8 7.2-8" />`),
  sliders: draw(
    svg`<path d="M3.5 6.5h6m4 0h3m-13 7h3m4 0h6" /><circle cx="11.5" cy="6.5" r="2" /><circle cx="8.5" cy="13.5" r="2" />`,
  ),
  leave: draw(svg`<path d="M8.5 4.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3M12 6.5l3.5 3.5-3.5 3.5M15 10H8" />`),
  verified: draw(
    svg`<path d="M10 3.5 4.5 5.6v4.1c0 3.3 2.2 5.7 5.5 6.8 3.3-1.1 5.5-3.5 5.5-6.8V5.6z" /><path d="m7.6 10 1.7 1.7 3.2-3.4" />`,
  ),
  remove: draw(svg`<path d="M4 6h12M8 6V4h4v2m-6.5 0 .8 10.5h7.4l.8-10.5M8.5 9v4.5m3-4.5v4.5" />`),
  source: draw(svg`<path d="M6 3.5h5.5L15 7v9.5H6z" /><path d="M11 3.5V7.5h4M8.5 11h4M8.5 13.5h2.5" />`),
  clip: draw(
    svg`<path d="m16 9.5-5.8 5.8a3.9 3.9 0 0 1-5.5-5.5l6.2-6.2a2.6 2.6 0 0 1 3.7 3.7l-6.2 6.2a1.3 1.3 0 0 1-1.8-1.8l5.4-5.5" />`,
  ),
  play: draw(svg`<path d="M6.5 4.500v11l9-5.500z" />`),
  arrow: draw(svg`<path d="M4.5 10h11m-4-4 4 4-4 4" />`),
  warning: draw(svg`<path d="M10 4 3.5 15.5h13z" /><path d="M10 8.5v3.2M10 13.6v.1" />`),
  pin: draw(
    svg`<path d="M10 16.5c3-3.3 4.7-5.7 4.7-8a4.7 4.7 0 0 0-9.4 0c0 2.3 1.7 4.7 4.7 8z" /><circle cx="10" cy="8.5" r="1.6" />`,
  ),
  sound: draw(svg`<path d="M4 8.500v3m3-5.500v8m3-10.500v13m3-10.500v8m3-5.500v3" />`),
  link: draw(
    svg`<path d="M8.5 11.500a3 3 0 0 0 4.2 0l2.8-2.800a3 3 0 0 0-4.2-4.200l-.8.8M11.5 8.500a3 3 0 0 0-4.2 0l-2.8 2.800a3 3 0 0 0 4.2 4.200l.8-.8" />`,
  ),
  copy: draw(
    svg`<rect x="7" y="7" width="9" height="9.5" rx="1.5" /><path d="M13 4.500a1 1 0 0 0-1-1H5a1.5 1.5 0 0 0-1.5 1.500v7.500a1 1 0 0 0 1 1" />`,
  ),
  phone: draw(
    svg`<path d="M6.2 3.500 8 7 6.400 8.400c.9 2.200 3 4.300 5.200 5.200L13 12l3.500 1.800v2.200a1 1 0 0 1-1 1C9 17 3 11 3 4.500a1 1 0 0 1 1-1z" />`,
  ),
  hangUp: draw(
    svg`<path d="M3 12.500c0-3 3.500-4.500 7-4.500s7 1.500 7 4.500v1l-3.800.8-.9-2.600a8 8 0 0 0-4.600 0l-.9 2.600L3 13.500z" />`,
  ),
  microphone: draw(
    svg`<rect x="7.500" y="3" width="5" height="8.500" rx="2.500" /><path d="M4.500 10a5.500 5.500 0 0 0 11 0M10 15.500V17.500" />`,
  ),
  muted: draw(
    svg`<path d="M7.500 8V5.500a2.500 2.500 0 0 1 5 0V9M4.500 10a5.500 5.500 0 0 0 8.600 4.500M15.500 10c0 .8-.2 1.500-.5 2.200M10 15.500V17.500M3.500 3.500l13 13" />`,
  ),
  hold: draw(svg`<path d="M7.500 5v10m5-10v10" />`),
  resume: draw(svg`<path d="m7 4.500 8.500 5.500L7 15.500z" />`),
  keypad: draw(svg`<path d="M5 5v.1m5-.1v.1m5-.1v.1M5 10v.1m5-.1v.1m5-.1v.1M5 15v.1m5-.1v.1m5-.1v.1" />`),
  plus: draw(svg`<path d="M10 4.500v11M4.5 10h11" />`),
  down: draw(svg`<path d="M10 4.5v11m-4.5-4.5L10 15.5l4.5-4.5" />`),
}
