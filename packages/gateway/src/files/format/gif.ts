import { FILE_LIMITS } from '@baton/protocol'
import { Excision } from './excision.ts'
import { damaged, type Found, hasText, picture } from './found.ts'

const HEADER = 13
const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const TIMING = 0xf9
const APPLICATION = 0xff

export const isGif = (bytes: Uint8Array): boolean => hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a')

/** GIF89a: a screen and blocks. It ends at its trailer. Of the extensions only timing and the loop count stay. */
export function readGif(bytes: Uint8Array): Found {
  if (bytes.length < HEADER) return damaged
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = view.getUint16(6, true)
  const height = view.getUint16(8, true)
  const excision = new Excision(bytes)
  let at = HEADER + tableBytes(bytes[10] ?? 0)
  if (at > bytes.length) return damaged
  excision.keep(0, at)
  let frames = 0
  for (;;) {
    const start = at
    switch (bytes[at]) {
      case TRAILER:
        excision.keep(at, at + 1)
        return frames > 0 ? picture('image/gif', excision.done(), width, height) : damaged
      case IMAGE: {
        if (at + 11 > bytes.length) return damaged
        const pixels = view.getUint16(at + 5, true) * view.getUint16(at + 7, true)
        if (pixels > FILE_LIMITS.picturePixels) return { ok: false, code: 'picture_too_large' }
        // The descriptor, a table of its own, and the size of the first code.
        at = endOfBlocks(bytes, at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1)
        frames += 1
        if (at < 0) return damaged
        excision.keep(start, at)
        break
      }
      case EXTENSION: {
        const label = bytes[at + 1]
        const isLoop = label === APPLICATION && bytes[at + 2] === 11 && hasText(bytes, at + 3, 'NETSCAPE2.0')
        at = endOfBlocks(bytes, at + 2)
        if (at < 0) return damaged
        // A loop is one block of three bytes, timing one of four; longer ones carry something else.
        if ((isLoop && at === start + 19) || (label === TIMING && at === start + 8)) excision.keep(start, at)
        break
      }
      default:
        return damaged
    }
  }
}

/** Bytes of the colour table that a packed field announces. */
const tableBytes = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)

/** Where a chain of blocks, each with its length before it, has ended; -1 when it does not. */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; ) {
    const length = bytes[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return -1
}
