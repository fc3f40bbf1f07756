import type { Locale, Option, Place } from '@baton/protocol'
import { splitText } from './split-text.ts'

/** Vendors count texts in UTF-16 units, as we do. */
const unitsOf = (text: string): number => text.length

export const pieces = (text: string, limit: number): string[] => splitText(text, limit, unitsOf)

/** Those that say something, each once: two buttons that say the same are refused by some. */
export function offered(options: readonly Option[]): Option[] {
  const seen = new Set<string>()
  return options.filter(({ label, text }) => {
    const isNew = label.trim() !== '' && text.trim() !== '' && !seen.has(label) && !seen.has(text)
    seen.add(label).add(text)
    return isNew
  })
}

/** Choices as words, where there are no buttons for them: what stands there can be typed. */
export const asWords = (text: string, options: readonly Option[]): string =>
  [text, options.map((option) => `– ${option.text}`).join('\n')].filter((each) => each !== '').join('\n\n')

export const coordinatesOf = ({ latitude, longitude }: Place): string =>
  `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`

/** A place as words, where a channel cannot show one. */
export const placeAsWords = (place: Place): string =>
  [
    ...(place.name === undefined ? [] : [place.name]),
    `https://www.openstreetmap.org/?mlat=${place.latitude.toFixed(6)}&mlon=${place.longitude.toFixed(6)}`,
  ].join('\n')

/** What opens a list of choices. */
export const CHOOSE: Readonly<Record<Locale, string>> = { en: 'Choose', 'zh-CN': '请选择', 'zh-TW': '請選擇' }
