import type { Spoken } from './spoken.ts'

/** What somebody says between two digits while they look for the next. */
const WORDS =
  '(?:(?<![a-z])(?:u+h+m*|u+m+|e+r+m*|h+m+|mm+|ah+|like|okay|ok|and then|then|next|space|dash|hyphen|let me see)(?![a-z])|[嗯呃额額唔啊欸诶誒哦喔]{1,4}|那个|那個|然后|然後|接着|接著|再来|再來|再|杠|槓|空格)'
const SIGNS = '[ ,.~-]{0,3}'
/** Digits, and what is one where it is called out. */
const DIGIT = '[\\d洞拐勾]'
const BETWEEN = new RegExp(`(?<=${DIGIT})${SIGNS}(?:${WORDS}${SIGNS}){1,3}(?=${DIGIT}|十)`, 'g')
/** Digits with pauses between them that speech recognition has written as commas or full stops. */
const PAUSED = /\d(?: ?[,.]? ?\d)+/g

/** Whether any of it may be there. Over the canonical writing. */
export const MAY_HESITATE = new RegExp(`${DIGIT}${SIGNS}${WORDS}`)
export const MAY_PAUSE = /\d ?[,.] ?\d/

/** Hesitation between digits, read as a blank: "four one, uh, one one". `text` is in the canonical writing. */
export const hesitationIn = (text: string): Spoken[] =>
  [...text.matchAll(BETWEEN)].map(({ 0: words, index }) => ({ start: index, end: index + words.length, digits: ' ' }))

/**
 * The text with blanks for pauses between digits. `isSaid` tells of a place in the canonical `text` whether its digit was said
 * in words; a comma among figures is theirs.
 */
export const withoutPauses = (text: string, isSaid: (at: number) => boolean): string =>
  text.replace(PAUSED, (words, index: number) => {
    for (let at = 0; at < words.length; at++) if (isDigit(words.charCodeAt(at)) && !isSaid(index + at)) return words
    return words.replace(SIGN, ' ')
  })

const SIGN = /[,.]/g
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
