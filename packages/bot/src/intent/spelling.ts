/** Shorter words are too near to one another. */
const SHORTEST = 5
const LONGEST = 24
const WORD = /[a-z']{5,26}/g

/**
 * Mends a word nobody taught that is one mistake away from one that was: a letter too many, too few, another, or two
 * swapped. Found by their common deletions (W. Garbe, SymSpell, 2012). Learnt in O(words · length); a message costs
 * O(length) look-ups an unknown word.
 */
export class Spelling {
  readonly #uses = new Map<string, number>()
  readonly #near = new Map<string, string[]>()

  constructor(texts: Iterable<string>) {
    for (const text of texts)
      for (const [word] of text.matchAll(/[a-z']+/g)) {
        const plain = word.replaceAll("'", '')
        this.#uses.set(plain, (this.#uses.get(plain) ?? 0) + 1)
      }
    for (const word of this.#uses.keys()) {
      if (word.length < SHORTEST || word.length > LONGEST) continue
      for (const less of deletions(word)) {
        const words = this.#near.get(less)
        if (words) words.push(word)
        else this.#near.set(less, [word])
      }
    }
  }

  /** The folded text with such words as they were taught; of several, the one taught most. */
  mend(folded: string): string {
    return folded.replace(WORD, (written) => {
      const word = written.replaceAll("'", '')
      if (this.#uses.has(word) || word.length < SHORTEST || word.length > LONGEST) return written
      let best = written
      let most = 0
      for (const less of deletions(word))
        for (const candidate of this.#near.get(less) ?? []) {
          const uses = this.#uses.get(candidate) ?? 0
          if (uses > most && isOneMistakeAway(word, candidate)) {
            best = candidate
            most = uses
          }
        }
      return best
    })
  }
}

/** The word, and the word without each of its letters. */
function deletions(word: string): Set<string> {
  const found = new Set([word])
  for (let at = 0; at < word.length; at += 1) found.add(word.slice(0, at) + word.slice(at + 1))
  return found
}

function isOneMistakeAway(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false
  let at = 0
  while (at < left.length && left[at] === right[at]) at += 1
  const rest = (text: string, from: number): string => text.slice(from)
  return (
    rest(left, at + 1) === rest(right, at + 1) ||
    rest(left, at) === rest(right, at + 1) ||
    rest(left, at + 1) === rest(right, at) ||
    (left[at] === right[at + 1] && left[at + 1] === right[at] && rest(left, at + 2) === rest(right, at + 2))
  )
}
