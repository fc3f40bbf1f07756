import { Excision } from './excision.ts'
import { damaged, type Found, hasText, picture } from './found.ts'

const SIGNATURE = '\x89PNG\r\n\x1a\n'
/** What a browser needs to show it. Everything else is text, place, time, colour profiles that unpack, or animation. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'] as const
type Name = (typeof KEPT)[number]
/** By the four bytes of each name, since a file may be made of millions of chunks. */
const NAMES = new Map<number, Name>(
  KEPT.map((name) => [new DataView(new TextEncoder().encode(name).buffer).getUint32(0), name]),
)
/** Length, name and checksum of a chunk. */
const AROUND = 12

export const isPng = (bytes: Uint8Array): boolean => hasText(bytes, 0, SIGNATURE)

/** PNG (ISO 15948): a signature and chunks; it ends at IEND, and what follows is cut. */
export function readPng(bytes: Uint8Array): Found {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const excision = new Excision(bytes)
  excision.keep(0, SIGNATURE.length)
  let width = 0
  let height = 0
  let hasPixels = false
  for (let at = SIGNATURE.length; at + AROUND <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = NAMES.get(view.getUint32(at + 4))
    const end = at + AROUND + length
    if (end > bytes.length) return damaged
    // The header comes first, and once.
    if ((name === 'IHDR') !== (at === SIGNATURE.length)) return damaged
    if (name === 'IHDR') {
      if (length !== 13) return damaged
      width = view.getUint32(at + 8)
      height = view.getUint32(at + 12)
    }
    if (name === 'IDAT') hasPixels = true
    if (name) excision.keep(at, end)
    if (name === 'IEND')
      return hasPixels && length === 0 ? picture('image/png', excision.done(), width, height) : damaged
    at = end
  }
  return damaged
}
