import { splitPassages } from './retrieval/passages.ts'
import { splitSentences } from './sentences.ts'

const SENTENCES = 3
/** A Chinese sentence says in 200 characters what an English one says in twice as many. */
const HAN_CHARS = 200
const LATIN_CHARS = 400

/**
 * The part of an article that answers by itself: its first paragraph, up to three sentences, then whole paragraphs as
 * long as they still fit. `brief` keeps to the first paragraph; `from` begins with another passage of the article than its
 * first; `share` is among how many such answers the room is shared. Never empty for a text that is not.
 */
export function excerpt(
  whole: string,
  { brief, from = 0, share = 1 }: { brief: boolean; from?: number; share?: number },
): string[] {
  const body = whole.slice(splitPassages(whole)[from]?.start ?? 0)
  const room = (/\p{Script=Han}/u.test(body) ? HAN_CHARS : LATIN_CHARS) / share
  const taken: string[] = []
  let length = 0
  for (const [index, paragraph] of body.split(/\n\s*\n/u).entries()) {
    if (index > 0 && brief) break
    const sentences = splitSentences(paragraph.trim())
    const fits = (sum: number, count: number) => sum <= room && count <= SENTENCES
    if (index > 0 && !fits(length + paragraph.length, taken.length + sentences.length)) break
    const last = taken.at(-1)
    if (last !== undefined) taken[taken.length - 1] = `${last}\n\n`
    for (const sentence of sentences) {
      if (taken.length > 0 && !fits(length + sentence.length, taken.length + 1)) return taken
      taken.push(sentence)
      length += sentence.length
    }
  }
  return taken
}
