import { FILE_LIMITS } from '@baton/protocol'
import { Excision } from './excision.ts'
import { damaged, type Found, hasText, picture } from './found.ts'

const HEADER = 12
/** Name and length before each chunk. */
const BEFORE = 8
/** Place, size and time of a frame, before its own chunks. */
const FRAME_HEADER = 16
const FRAME_KEPT = new Set(['ALPH', 'VP8 ', 'VP8L'])
const KEPT = new Set([...FRAME_KEPT, 'VP8X', 'ANIM', 'ANMF', 'ICCP'])
/** Exif and XMP, in the flags of VP8X. */
const METADATA_FLAGS = 0x0c

export const isWebp = (bytes: Uint8Array): boolean => hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')

/** WebP (RFC 9649): chunks in a RIFF. It ends where the RIFF says. Exif, XMP and unknown chunks go. */
export function readWebp(bytes: Uint8Array): Found {
  if (bytes.length < HEADER + BEFORE) return damaged
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = BEFORE + view.getUint32(4, true)
  if (end > bytes.length || end < HEADER) return damaged
  const excision = new Excision(bytes)
  excision.keep(0, HEADER)
  const size = { width: 0, height: 0 }
  let hasPixels = false
  for (const { name, at, next } of chunksOf(view, HEADER, end)) {
    if (next === null) return damaged
    if (!KEPT.has(name)) continue
    const start = excision.end
    if (name === 'ANMF') {
      if (!keepFrame(view, at, next, excision)) return damaged
    } else {
      const found = sizeOf(bytes, view, name, at, next)
      if (found === 'damaged') return damaged
      // The first to tell is the canvas, and no part of it is larger.
      if (size.width === 0 && found) Object.assign(size, found)
      else if (found && (found.width > size.width || found.height > size.height)) return damaged
      excision.keep(at, next)
      if (name === 'VP8X') excision.kept.setUint8(start + BEFORE, view.getUint8(start + BEFORE) & ~METADATA_FLAGS)
    }
    if (name === 'ANMF' || name === 'VP8 ' || name === 'VP8L') hasPixels = true
  }
  excision.kept.setUint32(4, excision.end - BEFORE, true)
  return hasPixels ? picture('image/webp', excision.done(), size.width, size.height) : damaged
}

interface Chunk {
  name: string
  at: number
  /** Where the chunk after it begins; null when it reaches beyond its container. */
  next: number | null
}

function* chunksOf(view: DataView, from: number, end: number): Generator<Chunk> {
  for (let at = from; at < end; ) {
    if (at + BEFORE > end) return yield { name: '', at, next: null }
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)))
    const length = view.getUint32(at + 4, true)
    const next = at + BEFORE + length + (length % 2)
    yield { name, at, next: next > end ? null : next }
    if (next > end) return
    at = next
  }
}

/** Keeps one frame of an animation, without what else its chunk holds. False when it is damaged. */
function keepFrame(view: DataView, at: number, end: number, excision: Excision): boolean {
  const body = at + BEFORE + FRAME_HEADER
  if (body > end) return false
  if (u24(view, at + BEFORE + 6) * u24(view, at + BEFORE + 9) > FILE_LIMITS.picturePixels) return false
  const start = excision.end
  excision.keep(at, body)
  for (const chunk of chunksOf(view, body, end)) {
    if (chunk.next === null) return false
    if (FRAME_KEPT.has(chunk.name)) excision.keep(chunk.at, chunk.next)
  }
  excision.kept.setUint32(start + 4, excision.end - start - BEFORE, true)
  return true
}

const u24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1

/** Width and height, where this chunk tells them. */
function sizeOf(
  bytes: Uint8Array,
  view: DataView,
  name: string,
  at: number,
  next: number,
): { width: number; height: number } | 'damaged' | null {
  const body = at + BEFORE
  switch (name) {
    case 'VP8X':
      return next < body + 10 ? 'damaged' : { width: u24(view, body + 4), height: u24(view, body + 7) }
    case 'VP8 ':
      if (next < body + 10 || !hasText(bytes, body + 3, '\x9d\x01\x2a')) return 'damaged'
      return { width: view.getUint16(body + 6, true) & 0x3fff, height: view.getUint16(body + 8, true) & 0x3fff }
    case 'VP8L': {
      if (next < body + 5 || bytes[body] !== 0x2f) return 'damaged'
      const packed = view.getUint32(body + 1, true)
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }
    }
    default:
      return null
  }
}
