import { LIMITS } from '@baton/protocol/wire'
import { foldScript } from './script.ts'

/** A message made comparable. `folded[i]` is the matching form of `text[i]`: both have the same length. */
export interface Message {
  /** NFKC, without invisible characters, single spaces, at most `LIMITS.textChars` UTF-16 units. */
  text: string
  /** `text` in lower case and simplified characters. */
  folded: string
}

// Controls, soft hyphen, zero-width and direction marks change how a word is stored, never how it reads; half of a
// surrogate pair is what a cut leaves behind.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Makes a message comparable. Bounded: what is beyond the cap is not looked at. */
export function normalise(message: string): Message {
  const text = message
    .slice(0, LIMITS.textChars)
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    // NFKC may expand one character to many, and into spaces.
    .slice(0, LIMITS.textChars)
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return { text, folded: foldScript(lower(text)) }
}

/** Lower case that keeps every position: the few letters whose lower case is longer stay as they are. */
function lower(text: string): string {
  const lowered = text.toLowerCase()
  if (lowered.length === text.length) return lowered
  let kept = ''
  for (const character of text) {
    const small = character.toLowerCase()
    kept += small.length === character.length ? small : character
  }
  return kept
}

/** The words of a folded text alone, for "is the whole message this?": no punctuation, symbols or emoji around. */
export function bare(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}']+/gu, ' ').trim()
}

// Sounds of somebody who thinks aloud, as speech recognition writes them down; 嗯 alone is an answer.
const FILLERS =
  /(?:^| )(?:um+|uh+|er+m?|hmm+|mm+|you know|呃+|额+|嗯+|唔+|啊|那个|就是|就是说|这个)(?= )|^(?:so|well)(?= )|^(?:嗯+|呃+|额+|唔+)(?=那个|就是|[^嗯呃额唔 啊哼])(?:那个|就是说?)?/gu

/** The same without the fillers of speech: "um, yes please" is "yes please". */
export const bareSpeech = (folded: string): string => bare(bare(folded).replace(FILLERS, ' '))
