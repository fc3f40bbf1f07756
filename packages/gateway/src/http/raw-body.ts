/** Whoever sends a body has this long for all of it: the sender is a machine. */
const BODY_MS = 5_000
/** And as much longer as this many bytes need a second. */
const BYTES_PER_SECOND = 2 * 1024 * 1024

/**
 * Raw bytes of a request, counted as they arrive.
 *
 * @param likely how many they are, by what the sender says.
 * @param holds whether there is room for so many bytes more.
 * @returns `too_large` past `maxBytes`; `cut_off` when it is too slow, broke off, or there is no room for it.
 */
export async function readBytes(
  request: Pick<Request, 'body'>,
  { maxBytes, likely }: { maxBytes: number; likely: number },
  holds: (bytes: number) => boolean,
): Promise<Uint8Array | 'too_large' | 'cut_off'> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) return new Uint8Array()
  let bytes = new Uint8Array(Math.min(likely, maxBytes))
  let length = 0
  const late = AbortSignal.timeout(BODY_MS + (maxBytes / BYTES_PER_SECOND) * 1_000)
  const lateness = new Promise<'cut_off'>((resolve) => {
    late.addEventListener('abort', () => resolve('cut_off'), { once: true })
  })
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), lateness])
      if (read === 'cut_off') return 'cut_off'
      if (read.done) return bytes.subarray(0, length)
      const needed = length + read.value.byteLength
      if (needed > maxBytes) return 'too_large'
      if (!holds(read.value.byteLength)) return 'cut_off'
      if (needed > bytes.length) bytes = grown(bytes, Math.min(Math.max(needed, 2 * length), maxBytes))
      bytes.set(read.value, length)
      length = needed
    }
  } catch {
    // Whoever hung up reads no answer; anybody else comes again.
    return 'cut_off'
  } finally {
    // What still comes is of no use.
    void reader.cancel().catch(() => undefined)
  }
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(length)
  more.set(bytes)
  return more
}
