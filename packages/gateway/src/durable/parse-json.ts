/**
 * JSON from outside, or undefined when it is none. Text in it is made well-formed: only an escape can bring in half a
 * surrogate pair, which has no encoding and would come back from storage as something else than was acknowledged.
 */
export function parseJson(raw: string): unknown {
  try {
    return raw.includes('\\u')
      ? JSON.parse(raw, (_, value) => (typeof value === 'string' ? wellFormed(value) : value))
      : JSON.parse(raw)
  } catch {
    return undefined
  }
}

const HALVES = /\p{Surrogate}/gu

const wellFormed = (text: string): string => text.replace(HALVES, '\ufffd')
