import { paletteOf } from '../palette/palette.ts'

/** Into a constructable sheet per element: a strict `style-src` forbids style attributes, and pages may rewrite theirs. */
export const brandSheet = (brand: string | null, sheet: CSSStyleSheet): void => {
  const rules = Object.entries(paletteOf(brand)).map(([name, value]) => `${name}:${value}`)
  sheet.replaceSync(`:host{${rules.join(';')}}`)
}
