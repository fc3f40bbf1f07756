import { edits } from '../edits.ts'

/** How many words are wrong, missing or surplus. "Where's" is "where is", as in other measurements of this kind. */
export const wordErrors = (said: string, heard: string): number => edits(wordsOf(said), wordsOf(heard))

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\b(where|what|how|that|it)'s\b/g, '$1 is')
    .match(/[\p{L}\p{N}']+/gu) ?? []
