import { contrast, type Oklch, type Rgb, readColour, toOklch } from './colour.ts'

const WHITE: Rgb = [1, 1, 1]
const BLACK: Rgb = [0, 0, 0]
const DEFAULT_BRAND = 'oklch(0.5 0.11 225)'

/** Marks and edges stand out from their surface (≥ 3) whatever the site chose, so lightness is held inside these bounds. */
const MARK = { light: { low: 0.2, high: 0.62 }, dark: { low: 0.55, high: 0.9 } } as const
/** Below this chroma a colour is a grey, and its hue is noise. */
const GREY = 0.02
const QUIET_HUE = 250

const mark = ({ l, c, h }: Oklch, scheme: keyof typeof MARK): string => {
  const { low, high } = MARK[scheme]
  return `oklch(${Math.min(Math.max(l, low), high).toFixed(3)} ${c.toFixed(3)} ${h.toFixed(1)})`
}

const hex = (rgb: Rgb): string =>
  `#${rgb
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Black or white on a fill: the better of the two is at least 4.58 on any colour; white wins where both are enough. */
const textOn = (fill: Rgb): string => {
  const white = contrast(fill, WHITE)
  return white >= 4.5 || white > contrast(fill, BLACK) ? '#fff' : '#000'
}

/** The custom properties a brand sets; everything else is derived from them in `tokens.styles.ts`. */
export const paletteOf = (brand: string | null): Record<`--${string}`, string> => {
  const rgb = (brand && readColour(brand)) || readColour(DEFAULT_BRAND) || BLACK
  const chosen = toOklch(rgb)
  return {
    '--hue': (chosen.c < GREY ? QUIET_HUE : chosen.h).toFixed(1),
    // Greys stay grey; loud brands do not make loud text.
    '--chroma': Math.min(chosen.c, 0.13).toFixed(3),
    '--brand': hex(rgb),
    '--on-brand': textOn(rgb),
    '--mark': `light-dark(${mark(chosen, 'light')}, ${mark(chosen, 'dark')})`,
  }
}
