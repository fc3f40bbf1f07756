/** About how many tokens a text is: a Chinese character is one, four Latin letters are one. For whoever does not say. */
export function guessTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}
