import type { Locale } from '@baton/protocol'
import { isSimplifiedOnly, isTraditionalOnly } from './script.ts'

// In a short message a Latin word may be a brand or a greeting that every language borrows; these are not.
const ENGLISH = new Set(
  (
    'a about am an and any are be can cancel cannot delivery did do does for get has have help how i in is it long money ' +
    'much my need not of on or order package parcel pay payment please price receive refund return ship shipped shipping ' +
    'still that the there this to track was what when where which who why will with would you your angry bad terrible'
  ).split(' '),
)

/** Fewer words than this may be names only. */
const SENTENCE_WORDS = 4

export interface Detected {
  locale: Locale
  /** False when the message does not tell and the case's language was kept. */
  told: boolean
}

/** What is the same in every language: links, addresses, and what masking left in the place of a number. */
const NOBODYS =
  /https?:\/\/[^\s\p{Script=Han}，。！？]+|www\.[^\s\p{Script=Han}，。！？]+|[\w.+-]{1,64}@[\w.-]{1,255}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|cn|tw|net|org|io|shop|me)(?![\w-])(?:\/[^\s\p{Script=Han}，。！？]*)?|\[\p{L}+ [^[\]]{0,40}\]/giu

/** The language of a text; `kept` when it is too short to tell. Linear in the text. */
export function detectLanguage(whole: string, kept: Locale): Detected {
  const text = whole.replace(NOBODYS, ' ')
  let han = 0
  let traditional = 0
  let simplified = 0
  for (const character of text) {
    if (!/\p{Script=Han}/u.test(character)) continue
    han += 1
    if (isTraditionalOnly(character)) traditional += 1
    else if (isSimplifiedOnly(character)) simplified += 1
  }
  const words = text.toLowerCase().match(/(?<![\p{L}\p{N}])[\p{Script=Latin}']+(?![\p{L}\p{N}])/gu) ?? []

  // A Han character carries about as much as a Latin word: the larger share is the language of the sentence.
  if (han > 0 && han >= words.length) {
    if (traditional > simplified) return { locale: 'zh-TW', told: true }
    if (simplified > traditional) return { locale: 'zh-CN', told: true }
    return kept === 'en' ? { locale: 'zh-CN', told: true } : { locale: kept, told: false }
  }
  if (words.length >= SENTENCE_WORDS || words.some((word) => ENGLISH.has(word))) return { locale: 'en', told: true }
  return { locale: kept, told: false }
}
