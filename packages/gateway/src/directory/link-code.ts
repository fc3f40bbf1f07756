/** Letters and digits that are not taken for each other. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const HALF = 5
const CODE = new RegExp(`^[${ALPHABET}]{${2 * HALF}}$`)
/** Each half has both, so that no two words and no number is a code. */
const MIXED = /^(?=.*\d)(?=.*\D)/

/** How long a code is good. */
export const LINK_CODE_MS = 15 * 60_000

/** A new code: 49 bits that nobody guesses, as it is shown. */
export function newLinkCode(random: (bytes: Uint8Array) => Uint8Array): string {
  const half = (): string => {
    const drawn = [...random(new Uint8Array(HALF))].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
    return MIXED.test(drawn) ? drawn : half()
  }
  return `${half()}-${half()}`
}

/** What somebody typed, if the whole of it has the form of a code: in any case, with spaces or dashes between. Else null. */
export function readLinkCode(text: string): string | null {
  // Far longer than a code with a space after each letter.
  if (text.length > 40) return null
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_]/gu, '')
  const halves = [bare.slice(0, HALF), bare.slice(HALF)]
  return CODE.test(bare) && halves.every((half) => MIXED.test(half)) ? halves.join('-') : null
}
