/** Whoever sends a body has this long for all of it: the sender is a machine. */
const BODY_MS = 5_000
/** And as much longer as this many bytes need a second. */
const BYTES_PER_SECOND = 2 * 1024 * 1024

/**
 * Raw bytes of a request, counted as they arrive.
 *
 * @param holds whether there is room for so many bytes more.
 * @returns `too_large` past `maxBytes`; `cut_off` when it is too slow, broke off, or there is no room for it.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
  holds: (bytes: number) => boolean,
): Promise<Uint8Array | 'too_large' | 'cut_off'> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  const late = AbortSignal.timeout(BODY_MS + (maxBytes / BYTES_PER_SECOND) * 1_000)
  const lateness = new Promise<'cut_off'>((resolve) => {
    late.addEventListener('abort', () => resolve('cut_off'), { once: true })
  })
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), lateness])
      if (read === 'cut_off') return 'cut_off'
      if (read.done) return joined(chunks, length)
      length += read.value.byteLength
      if (length > maxBytes) return 'too_large'
      if (!holds(read.value.byteLength)) return 'cut_off'
      chunks.push(read.value)
    }
  } catch {
    // Whoever hung up reads no answer; anybody else comes again.
    return 'cut_off'
  } finally {
    // What still comes is of no use.
    void reader.cancel().catch(() => undefined)
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
