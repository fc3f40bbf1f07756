import type { Locale } from '@baton/protocol/wire'

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** `482 kB`, in the reader's language. */
export function sizeWords(bytes: number, locale: Locale): string {
  const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const value = bytes / 1_000 ** power
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    // The short form knows no plural: “78 byte”.
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value)
}

/** `PDF` for `invoice.pdf`. */
export const kindWords = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toUpperCase()
