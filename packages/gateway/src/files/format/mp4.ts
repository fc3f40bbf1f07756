import { damaged, type Found, hasText } from './found.ts'

const HEADER = 8
const LONG_HEADER = 16
/** Boxes of the file that are kept; the others are blanked. */
const KEPT = new Set(['ftyp', 'moov', 'mdat', 'moof', 'styp', 'sidx', 'mfra'])
/** Boxes that hold others, down to what says whether a track is seen or heard. */
const NESTS = new Set(['moov', 'trak', 'mdia'])
/** What is said of a recording besides itself, its place among it. */
const TELLING = new Set(['udta', 'meta', 'uuid'])
/** Deeper than any file goes. */
const DEPTH = 5

export const isMp4 = (bytes: Uint8Array): boolean => hasText(bytes, 4, 'ftyp')

interface Box {
  name: string
  at: number
  body: number
  next: number
}

/**
 * Sound or film in MP4 (ISO 14496-12). It ends with its last box. What tells of it is blanked where it stands: were it cut
 * out, the places its index names would be others.
 */
export function readMp4(bytes: Uint8Array): Found {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const seen = new Set<string>()
  const tracks = new Set<string>()
  let end = 0
  for (let box = boxAt(view, 0, bytes.length); box; box = boxAt(view, end, bytes.length)) {
    seen.add(box.name)
    if (!KEPT.has(box.name)) blank(bytes, box)
    else if (box.name === 'moov' && !readTracks(bytes, view, box, tracks, 0)) return damaged
    end = box.next
  }
  if (!seen.has('moov') || !(seen.has('mdat') || seen.has('moof'))) return damaged
  const type = tracks.has('vide') ? 'video/mp4' : tracks.has('soun') ? 'audio/mp4' : null
  return type ? { ok: true, type, bytes: bytes.subarray(0, end) } : { ok: false, code: 'file_type_refused' }
}

/** Finds the kinds of tracks and blanks what tells of them. False when something reaches beyond what holds it. */
function readTracks(bytes: Uint8Array, view: DataView, parent: Box, tracks: Set<string>, depth: number): boolean {
  if (depth > DEPTH) return false
  for (let at = parent.body; at < parent.next; ) {
    const box = boxAt(view, at, parent.next)
    if (!box) return false
    if (TELLING.has(box.name)) blank(bytes, box)
    else if (box.name === 'hdlr' && box.next - box.body >= 12) tracks.add(nameAt(view, box.body + 8))
    else if (NESTS.has(box.name) && !readTracks(bytes, view, box, tracks, depth + 1)) return false
    at = box.next
  }
  return true
}

/** Null where none is whole. */
function boxAt(view: DataView, at: number, end: number): Box | null {
  if (at + HEADER > end) return null
  const size = view.getUint32(at)
  const name = nameAt(view, at + 4)
  if (!/^[\x20-\x7e\xa9]{4}$/.test(name)) return null
  if (size === 0) return { name, at, body: at + HEADER, next: end }
  if (size !== 1) return size < HEADER || at + size > end ? null : { name, at, body: at + HEADER, next: at + size }
  if (at + LONG_HEADER > end) return null
  const long = Number(view.getBigUint64(at + HEADER))
  return long < LONG_HEADER || at + long > end ? null : { name, at, body: at + LONG_HEADER, next: at + long }
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)))

/** Nothing of it is left but how long it was. */
function blank(bytes: Uint8Array, { at, body, next }: Box): void {
  for (const [index, letter] of [...'free'].entries()) bytes[at + 4 + index] = letter.charCodeAt(0)
  bytes.fill(0, body, next)
}
