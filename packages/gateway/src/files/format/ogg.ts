import { damaged, type Found, hasText } from './found.ts'

const HEADER = 27
const BEGINS = 0x02
const ENDS = 0x04
const CRC_AT = 22
/** `OpusTags`, no name of a maker, no remarks. */
const NO_TAGS = 16

export const isOgg = (bytes: Uint8Array): boolean => hasText(bytes, 0, 'OggS')

interface Page {
  at: number
  body: number
  next: number
  /** The packet it holds goes on in the next. */
  goesOn: boolean
}

/**
 * Opus in Ogg (RFC 3533, RFC 7845): what phones record. It ends with its last page. What its tags say is blanked where it
 * stands, and the pages are summed up anew.
 */
export function readOgg(bytes: Uint8Array): Found {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = pageAt(bytes, 0)
  if (!first) return damaged
  if (((bytes[5] ?? 0) & BEGINS) === 0 || !hasText(bytes, first.body, 'OpusHead')) {
    return { ok: false, code: 'file_type_refused' }
  }
  const tags = pageAt(bytes, first.next)
  if (!tags || !hasText(bytes, tags.body, 'OpusTags') || tags.next - tags.body < NO_TAGS) return damaged
  let page = tags
  let isTags = true
  for (let next: Page | null = tags; next; next = pageAt(bytes, page.next)) {
    page = next
    if (isTags) {
      bytes.fill(0, page === tags ? tags.body + 8 : page.body, page.next)
      view.setUint32(page.at + CRC_AT, 0, true)
      view.setUint32(page.at + CRC_AT, sumOf(bytes, page.at, page.next), true)
      isTags = page.goesOn
    }
    if (((bytes[page.at + 5] ?? 0) & ENDS) !== 0) break
  }
  // Tags alone are nothing to hear.
  if (page === tags || isTags) return damaged
  return { ok: true, type: 'audio/ogg', bytes: bytes.subarray(0, page.next) }
}

/** Null where none is whole. */
function pageAt(bytes: Uint8Array, at: number): Page | null {
  const segments = bytes[at + 26]
  if (segments === undefined || !hasText(bytes, at, 'OggS') || bytes[at + 4] !== 0) return null
  const body = at + HEADER + segments
  let next = body
  for (let index = at + HEADER; index < body; index++) next += bytes[index] ?? 0
  return next > bytes.length ? null : { at, body, next, goesOn: bytes[body - 1] === 255 }
}

/** CRC-32 of Ogg: polynomial 0x04c11db7, not mirrored. */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum
})

function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum = (sum << 8) ^ (TABLE[((sum >>> 24) ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return sum >>> 0
}
