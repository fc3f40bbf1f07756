import { hasText } from './found.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** Which side is up (2–8), as the Exif segment of a camera says; null when it is as stored, or not said. */
export function orientationOf(segment: Uint8Array): number | null {
  if (!hasText(segment, 0, 'Exif\0\0')) return null
  const tiff = segment.subarray(6)
  const isLittle = hasText(tiff, 0, 'II')
  if (!isLittle && !hasText(tiff, 0, 'MM')) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 8) return null
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return null
  const entries = view.getUint16(directory, isLittle)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return null
    if (view.getUint16(at, isLittle) !== ORIENTATION || view.getUint16(at + 2, isLittle) !== SHORT) continue
    const value = view.getUint16(at + 8, isLittle)
    return value >= 2 && value <= 8 ? value : null
  }
  return null
}

/** An Exif segment that says which side is up, and nothing else. */
export const exifWith = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0, 34], // APP1 and its length
    ...[0x45, 0x78, 0x69, 0x66, 0, 0], // Exif
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8], // big-endian, the directory follows
    ...[0, 1, ORIENTATION >> 8, ORIENTATION & 0xff, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0], // no other directory
  )
