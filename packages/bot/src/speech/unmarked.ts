import type { Locale } from '@baton/protocol'
import { SPOKEN } from './spoken-wording.ts'

/** Stands for a link until it is known how its sentence goes on. Private use: nobody writes it. */
export const LINK = '\ue000'

const MARKED_LINK = /!?\[([^\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:\s"[^"\n]*")?\)/gu
const BODY = '[^\\s<>\\p{Script=Han}，。！？；、（）「」『』【】《》“”‘’]'
const ADDRESS = new RegExp(
  `(?:<\\s*)?(?:\\b[a-z][a-z\\d+.-]{1,20}:\\/\\/|\\bwww\\.|\\b(?:tel|mailto|sms):)${BODY}+>?`,
  'giu',
)
const PLACE_ON_THE_WEB = new RegExp(
  `(?<![\\w@.-])(?:[a-z\\d-]{1,63}\\.){1,5}(?:com|cn|tw|hk|net|org|io|shop|me|app|dev|co|info|example|test|invalid|local)(?![\\w@-])(?:[/?#:]${BODY}*)?`,
  'giu',
)
const TRAILING = /[.,;:!?)\]'"*_~`]+$/u

/** A text without links, markup and pictures; lines and items of lists become sentences. Linear in the text. */
export function unmarked(text: string, locale: Locale): string {
  const isLinked = text
    .replace(/[\ue000-\uf8ff]/gu, '')
    .replace(/^(?:```|~~~)[^\n]*$/gmu, '')
    .replace(MARKED_LINK, (_, words: string) => (words.trim() === '' ? LINK : `${words} ${LINK}${LINK}`))
    .replace(ADDRESS, asLink)
    .replace(PLACE_ON_THE_WEB, asLink)
  const isPlain = isLinked
    .replace(/<\/?[a-z][^<>\n]{0,300}>/giu, ' ')
    .replace(/([\w.+-]+)@([\w-]+(?:\.[\w-]+)*)/gu, (_, who: string, place: string) =>
      [who, place].map((part) => part.replaceAll('.', SPOKEN.dot[locale])).join(SPOKEN.at[locale]),
    )
    .replace(
      /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\p{Me}|\p{Variation_Selector}|\u200d/gu,
      (sign) => (/[©®™]/u.test(sign) ? '' : ' '),
    )
  return isPlain
    .split('\n')
    .map((line) => sentenceOf(line, locale))
    .filter((line) => line !== '')
    .join(locale === 'en' ? ' ' : '')
}

const asLink = (address: string): string => LINK + (TRAILING.exec(address)?.[0].replaceAll(/[)\]*_~`]/gu, '') ?? '')

const ITEM = /^\s*(?:>\s?)*(?:#{1,6}\s+|[-*+•·‣▪◦●○■□–—]\s+|\[[ xX]\]\s+|\(?\d{1,2}[.)、]\s*(?!\d)|[①-⑳]\s*)*/u

/** One line as a sentence or part of one. */
function sentenceOf(line: string, locale: Locale): string {
  if (/^[\s|:=*_-]*$/u.test(line)) return ''
  const words = line
    .replace(ITEM, '')
    .replace(/\s*\|\s*/gu, SPOKEN.comma[locale])
    .replace(/\s*(?:→|⇒|->|=>|➜)\s*/gu, SPOKEN.comma[locale])
    .replace(/[*_`~#^\\<>{}]+/gu, (marks) => (/^_+$/u.test(marks) ? ' ' : ''))
    .replace(/["“”«»「」『』]/gu, '')
    .replace(/\s*[(（【[]\s*/gu, SPOKEN.comma[locale])
    .replace(/\s*[)）】\]]\s*(?=[,.;:!?，。；：！？])/gu, '')
    .replace(/\s*[)）】\]]\s*/gu, SPOKEN.comma[locale])
    .replace(/^[\s,，]+|[\s,，]+$/gu, '')
    .trim()
  if (words === '') return ''
  return /[\p{L}\p{N}\p{Sc}%\ue000]$/u.test(words) ? words + SPOKEN.stop[locale] : words
}
