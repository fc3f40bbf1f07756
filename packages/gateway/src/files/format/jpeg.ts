import { Excision } from './excision.ts'
import { damaged, type Found, hasText, picture } from './found.ts'
import { exifWith, orientationOf } from './orientation.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
/** Frame headers, without the tables that are numbered among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
/** Tables and headers that decoding needs: C0–CF, quantisation, restart interval. */
const isNeeded = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xcf) || marker === 0xdb || marker === 0xdd
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7
/** A progressive picture has about ten; thousands keep a reader busy for minutes. */
const SCANS = 200

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff

/**
 * JPEG (ITU T.81): segments and scans. It ends at its EOI, and what follows is cut. Of the application segments only the
 * colour ones stay (JFIF without its thumbnail, ICC, Adobe); which side is up is written anew.
 */
export function readJpeg(bytes: Uint8Array): Found {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const excision = new Excision(bytes)
  excision.keep(0, 2)
  let width = 0
  let height = 0
  let scans = 0
  let orientation: number | null = null
  for (let at = 2; ; ) {
    while (bytes[at + 1] === 0xff) at += 1 // a marker may be preceded by any number of these
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) return damaged
    if (marker === EOI) {
      excision.keep(at, at + 2)
      if (scans === 0) return damaged
      // From 5 on it lies on its side.
      const [across, down] = orientation !== null && orientation >= 5 ? [height, width] : [width, height]
      return picture('image/jpeg', excision.done(), across, down)
    }
    if (at + 4 > bytes.length) return damaged
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) return damaged
    if (isFrame(marker)) {
      if (width > 0 || end < at + 10) return damaged
      height = view.getUint16(at + 5)
      width = view.getUint16(at + 7)
    }
    if (marker === SOS) {
      const next = endOfScan(bytes, end)
      if (width === 0 || next < 0 || ++scans > SCANS) return damaged
      excision.keep(at, next)
      at = next
      continue
    }
    if (isNeeded(marker) || (marker === APP2 && hasText(bytes, at + 4, 'ICC_PROFILE\0'))) excision.keep(at, end)
    else if (marker === APP0 && hasText(bytes, at + 4, 'JFIF\0') && end >= at + 18) keepHead(excision, at, 18, 2)
    else if (marker === APP14 && hasText(bytes, at + 4, 'Adobe') && end >= at + 16) keepHead(excision, at, 16, 0)
    else if (marker === APP1 && orientation === null) {
      orientation = orientationOf(bytes.subarray(at + 4, end))
      if (orientation !== null) excision.insert(exifWith(orientation), end)
    }
    at = end
  }
}

/** Keeps the first bytes of a segment, its last ones zero: they say how large a thumbnail follows. */
function keepHead(excision: Excision, at: number, bytes: number, zeros: number): void {
  const start = excision.end
  excision.keep(at, at + bytes)
  excision.kept.setUint16(start + 2, bytes - 2)
  for (let index = bytes - zeros; index < bytes; index++) excision.kept.setUint8(start + index, 0)
}

/** Where the next segment begins; -1 when none does. Within a scan FF stands for itself when 00 or a restart follows. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at
  }
  return -1
}
