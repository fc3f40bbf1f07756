/** Most of what is written stands in the first two planes of Unicode. What lies beyond is told anew each time. */
const CODES = 0x20000

/**
 * The same function of a code point, which looks up what it told before: the engine's Unicode is slow to ask. `tell` gives
 * 1 to 65 535. One table holds it all, so that no text makes it grow.
 */
export function remembered(tell: (code: number) => number): (code: number) => number {
  const told = new Uint16Array(CODES)
  return (code) => {
    if (code >= CODES) return tell(code)
    const known = told[code]
    if (known) return known
    const answer = tell(code)
    told[code] = answer
    return answer
  }
}
