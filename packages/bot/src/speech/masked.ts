import type { Locale } from '@baton/protocol'
import { put } from '../wording.ts'
import { MASKED } from './spoken-wording.ts'

/** A place that masking left, such as `[card •••• 1111]`, `[PIN]`. */
const PLACE = /\[(\p{L}[\p{L} -]{0,24}?)(?: ([^[\]\n]{0,60}••••[^[\]\n]{0,260}))?\]/gu

/** What was masked, by what it is; the end of a card or a phone as far as it is shown. */
export const readMasked = (text: string, locale: Locale): string =>
  text.replace(PLACE, (place, kind: string, shown?: string) => {
    const name = kind.toLowerCase().split(' ')[0] ?? ''
    // Other words in brackets are words.
    if (!Object.hasOwn(MASKED, name)) return shown === undefined ? place : MASKED.other[locale]
    const end = /•\s?(\d{2,4})$/u.exec(shown ?? '')?.[1]
    const words = MASKED[name as keyof typeof MASKED]
    if (end !== undefined) return put(words, locale, { end: ` ${[...end].join(' ')} ` }).trim()
    return put(words[locale].includes('{end}') ? MASKED_WHOLE[name === 'card' ? 'card' : 'phone'] : words, locale, {})
  })

const MASKED_WHOLE = {
  card: { en: 'the card number', 'zh-CN': '卡号', 'zh-TW': '卡號' },
  phone: { en: 'the phone number', 'zh-CN': '电话号码', 'zh-TW': '電話號碼' },
} as const
