import { soundsLike } from './homophones.ts'

/** A pair of characters in so many phrasings is a word of the pack's business … */
const A_WORD = 3
const SHARE = 600
/** … where so much of what the character is used for is that word: 递 is hardly ever anything but 快递, 时 is of many words. */
const BOUND = 0.2
/** These make words of any sentence, not of the business. */
const ANYWHERE = /[的我你他这那个哪没有不是了在么时一]/u
/** What is pasted costs no time. */
const LONGEST = 400
const HAN = /\p{Script=Han}/u

/**
 * Mends characters typed by their sound: 快弟 is 快递 where a pack speaks of 快递 and nowhere of 快弟. `phrasings` in folded
 * form; `isKnown` tells of a pair whether the pack's articles have it. A character that stands in any pair the pack knows is
 * left alone. At most a few dozen look-ups a character.
 */
export function buildHanMender(
  phrasings: Iterable<string>,
  isKnown: (pair: string) => boolean,
): (folded: string) => string {
  const uses = new Map<string, number>()
  const use = (part: string) => uses.set(part, (uses.get(part) ?? 0) + 1)
  let texts = 0
  for (const text of phrasings) {
    texts += 1
    for (const [, one = '', next = ''] of text.matchAll(/(\p{Script=Han})(?=(\p{Script=Han})?)/gu)) {
      use(one)
      if (next !== '') use(one + next)
    }
  }
  const knows = (pair: string): boolean => uses.has(pair) || isKnown(pair)
  const fewest = Math.max(A_WORD, texts / SHARE)
  /** How often a pair is a word; 0 where it is none. */
  const wordUses = (pair: string): number => {
    const together = uses.get(pair) ?? 0
    const [one = '', other = ''] = pair
    const apart = Math.min(uses.get(one) ?? 0, uses.get(other) ?? 0)
    return !ANYWHERE.test(pair) && together >= fewest && together >= BOUND * apart ? together : 0
  }
  return (folded) => {
    if (folded.length > LONGEST || !HAN.test(folded)) return folded
    const written = [...folded]
    const mended = [...written]
    const hanAt = (at: number): string => {
      const character = written[at]
      return character !== undefined && HAN.test(character) ? character : ''
    }
    for (const [at, character] of written.entries()) {
      const alike = soundsLike(character)
      if (alike === '') continue
      const before = hanAt(at - 1)
      const after = hanAt(at + 1)
      if ((before && knows(before + character)) || (after && knows(character + after))) continue
      let most = uses.get(character) ?? 0
      for (const other of alike) {
        if (other === character) continue
        const found = Math.max(before ? wordUses(before + other) : 0, after ? wordUses(other + after) : 0)
        if (found <= most) continue
        most = found
        mended[at] = other
      }
    }
    return mended.join('')
  }
}
