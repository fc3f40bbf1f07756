import { LIMITS } from '@baton/protocol/wire'
import { foldScript } from '../script.ts'

/** A sentence as it reads, however it was written. */
export interface Plain {
  /** Half width, lower case, simplified, without invisible characters and accents; Chinese characters stand together. */
  folded: string
  /** Letters and digits of `folded` alone, so that nothing between them hides a word … */
  dense: string
  /** … and where in `folded` each stands. */
  at: readonly number[]
}

/** Letters of other alphabets that look like Latin ones. After Unicode TS 39, those a reader would not tell apart. */
const LOOKALIKES = new Map(
  [...'аaеeоoрpсcхxуyіiјjѕsһhԁdӏlкkмmтtвbнhгr', ...'αaοoρpνvιiκkτtυuεeηnγyχxωw', ...'ɑaɡgɩiʟlıi'].flatMap(
    (character, index, all) => (index % 2 === 0 ? [[character, all[index + 1] ?? character] as const] : []),
  ),
)
const WHITE = /[\s\u2028\u2029\u3164\u115f\u1160\uffa0]+/gu
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}]/gu
/** What may stand between two Chinese characters without ending anything. */
const BETWEEN_HAN = /(?<=\p{Script=Han})[^\p{L}\p{N}。！？，、；：!?,;:]+(?=\p{Script=Han})/gu

/** Linear in the text; what is beyond the longest message is not looked at. */
export function plainOf(sentence: string): Plain {
  const bare = sentence
    .slice(0, LIMITS.textChars)
    .replace(WHITE, ' ')
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .toLowerCase()
  const latin = Array.from(bare, (character) => LOOKALIKES.get(character) ?? character).join('')
  const folded = foldScript(latin).replace(BETWEEN_HAN, '').replace(/ +/gu, ' ').trim()
  const at: number[] = []
  let dense = ''
  let index = 0
  for (const character of folded) {
    if (/[\p{L}\p{N}]/u.test(character)) {
      for (let unit = 0; unit < character.length; unit += 1) at.push(index)
      dense += character
    }
    index += character.length
  }
  return { folded, dense, at }
}
