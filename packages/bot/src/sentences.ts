const ENDS = new Set('。！？!?…')
const CLOSERS = new Set('”’"\'」』）)】')
/** A full stop after these ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|mr|mrs|ms|dr|no|st|vs|etc|approx)$/iu

/**
 * A text in sentences, for streaming. Each keeps the white space behind it, so joining them gives the text back.
 * Linear in the text.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    at += 1
    if (character !== '\n' && !ENDS.has(character) && !isFullStop(text, start, at - 1)) continue
    while (at < text.length && (ENDS.has(text.charAt(at)) || CLOSERS.has(text.charAt(at)))) at += 1
    while (at < text.length && /\s/u.test(text.charAt(at))) at += 1
    sentences.push(text.slice(start, at))
    start = at
  }
  if (start < text.length) sentences.push(text.slice(start))
  return sentences.filter((sentence) => sentence.trim() !== '')
}

function isFullStop(text: string, start: number, at: number): boolean {
  if (text.charAt(at) !== '.') return false
  const next = text.charAt(at + 1)
  // A point inside a number, a link or a file name has no white space behind it.
  if (next !== '' && !/\s/u.test(next) && !CLOSERS.has(next)) return false
  return !ABBREVIATION.test(text.slice(Math.max(start, at - 10), at))
}

/** Sentences of different texts made to be joined as they are: a space between words, none between Chinese sentences. */
export function flowing(sentences: readonly string[]): string[] {
  return sentences.map((sentence, index) => {
    if (index === sentences.length - 1) return sentence.trimEnd()
    return /[\s。！？…”」』）：，\p{Script=Han}]$/u.test(sentence) ? sentence : `${sentence} `
  })
}
