import { damaged, type Found, hasText } from './found.ts'

const TAG_HEADER = 10
/** Kilobits a second of layer III, by the index of its header: MPEG 1, and the two after it. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const SAMPLES_1 = [44_100, 48_000, 32_000]

export const isMp3 = (bytes: Uint8Array): boolean => hasText(bytes, 0, 'ID3') || frameAt(bytes, 0) !== null

/** MP3 (ISO 11172-3, layer III): whole frames. Tags before and after them go. */
export function readMp3(bytes: Uint8Array): Found {
  const start = hasText(bytes, 0, 'ID3') ? endOfTag(bytes) : 0
  let end = start
  let frames = 0
  for (let length = frameAt(bytes, end); length !== null; length = frameAt(bytes, end)) {
    if (end + length > bytes.length) break
    end += length
    frames += 1
  }
  // Two bytes may look like a frame; two frames in a row are one.
  if (frames < 2) return damaged
  return { ok: true, type: 'audio/mpeg', bytes: bytes.subarray(start, end) }
}

/** The length of a tag is in bytes of seven bits. */
function endOfTag(bytes: Uint8Array): number {
  const length = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0)
  const footer = ((bytes[5] ?? 0) & 0x10) !== 0 ? TAG_HEADER : 0
  return TAG_HEADER + length + footer
}

/** How long the frame is that begins here; null when none does. */
function frameAt(bytes: Uint8Array, at: number): number | null {
  const [sync = 0, kind = 0, rates = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return null
  const version = (kind >> 3) & 3
  const isFirst = version === 3
  // 1 names no version, and a layer of 1 is the third.
  if (version === 1 || ((kind >> 1) & 3) !== 1) return null
  const kilobits = (isFirst ? RATES_1 : RATES_2)[rates >> 4]
  const samples = SAMPLES_1[(rates >> 2) & 3]
  if (!kilobits || !samples) return null
  const perSecond = isFirst ? samples : version === 2 ? samples / 2 : samples / 4
  return Math.floor(((isFirst ? 144 : 72) * kilobits * 1_000) / perSecond) + ((rates >> 1) & 1)
}
