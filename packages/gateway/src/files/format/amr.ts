import { damaged, type Found, hasText } from './found.ts'

const NARROW = '#!AMR\n'
const WIDE = '#!AMR-WB\n'
/** Bytes after the first of a frame, by its type (RFC 4867). A type that is not here is none. */
const NARROW_FRAMES = [12, 13, 15, 17, 19, 20, 26, 31, 5]
const WIDE_FRAMES = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5]
const NO_DATA = 15

export const isAmr = (bytes: Uint8Array): boolean => hasText(bytes, 0, NARROW) || hasText(bytes, 0, WIDE)

/** AMR (RFC 4867): frames, and nothing that tells of anything else. It ends with its last whole frame. */
export function readAmr(bytes: Uint8Array): Found {
  const isWide = hasText(bytes, 0, WIDE)
  const frames = isWide ? WIDE_FRAMES : NARROW_FRAMES
  const start = (isWide ? WIDE : NARROW).length
  let end = start
  for (let at = start; at < bytes.length; ) {
    const head = bytes[at] ?? 0
    const type = (head >> 3) & 0x0f
    const length = type === NO_DATA ? 0 : frames[type]
    // The first bit and the last two are never set.
    if ((head & 0x83) !== 0 || length === undefined || at + 1 + length > bytes.length) break
    at += 1 + length
    end = at
  }
  return end === start ? damaged : { ok: true, type: 'audio/amr', bytes: bytes.subarray(0, end) }
}
