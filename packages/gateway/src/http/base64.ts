/** Bytes of a group, and how many are turned to text at once: a call takes no more arguments. */
const GROUP = 3
const SLICE = 32_766
const LETTERS = (SLICE / GROUP) * 4

/** Base64 of a stream, piece by piece, as one text. */
export async function* base64Of(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of stream) {
    const bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
    const whole = bytes.length - (bytes.length % GROUP)
    if (whole > 0) yield encoded(bytes.subarray(0, whole))
    rest = bytes.subarray(whole)
  }
  if (rest.length > 0) yield encoded(rest)
}

/** Bytes of a text in base64, in little more memory than they take. Null when it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * GROUP - padding)
  let at = 0
  try {
    for (let from = 0; from < text.length; from += LETTERS) {
      const piece = atob(text.slice(from, from + LETTERS))
      // Padding or blanks within: what stands behind them would be read awry.
      if (piece.length !== Math.min(SLICE, bytes.length - at)) return null
      for (let index = 0; index < piece.length; index += 1) bytes[at++] = piece.charCodeAt(index)
    }
  } catch {
    return null
  }
  return bytes
}

function encoded(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += SLICE) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + SLICE)))
  }
  return text
}
