/** Small valid files, byte by byte, with what tests put into them. */

const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))
const be16 = (value: number): number[] => [value >> 8, value & 0xff]
const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 0xffff)]
const le16 = (value: number): number[] => be16(value).reverse()
const le32 = (value: number): number[] => be32(value).reverse()

export const bytesOf = (...parts: (string | ArrayLike<number>)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : Array.from(part))))

// A checksum is for the reader to check; ours says nothing.
const chunk = (name: string, data: ArrayLike<number>): Uint8Array =>
  bytesOf(be32(data.length), name, data, [0, 0, 0, 0])

/** PNG; `extra` chunks stand before the pixels. */
export const png = ({
  width = 2,
  height = 2,
  extra = [],
}: {
  width?: number
  height?: number
  extra?: [string, string][]
} = {}): Uint8Array =>
  bytesOf(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', [...be32(width), ...be32(height), 8, 2, 0, 0, 0]),
    ...extra.map(([name, data]) => chunk(name, bytesOf(data))),
    chunk('IDAT', [120, 156, 1, 2, 3]),
    chunk('IEND', []),
  )

const segment = (marker: number, data: ArrayLike<number>): Uint8Array =>
  bytesOf([0xff, marker, ...be16(data.length + 2)], data)

/** An Exif segment with a place in it, little-endian as cameras write it. */
export const exif = (orientation: number): Uint8Array =>
  segment(
    0xe1,
    bytesOf(
      ...['Exif\0\0', 'II', le16(42), le32(8), le16(2)],
      ...[le16(0x0112), le16(3), le32(1), le16(orientation), [0, 0]],
      ...[le16(0x8825), le16(4), le32(1), le32(0), le32(0), 'GPS 31.2304 N 121.4737 E'],
    ),
  )

/** JPEG; `extra` segments stand before the frame. */
export const jpeg = ({
  width = 4,
  height = 3,
  extra = [],
}: {
  width?: number
  height?: number
  extra?: Uint8Array[]
} = {}): Uint8Array =>
  bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 2, 0, 0, 1, 0, 1, 1, 1], 'rgb')),
    ...extra,
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc0, [8, ...be16(height), ...be16(width), 1, 1, 0x11, 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9],
  )

export const comment = (text: string): Uint8Array => segment(0xfe, bytesOf(text))

/** GIF; `extra` stands before its one frame. */
export const gif = ({
  width = 2,
  height = 2,
  extra = [],
}: {
  width?: number
  height?: number
  extra?: ArrayLike<number>[]
} = {}): Uint8Array =>
  bytesOf(
    ...['GIF89a', le16(width), le16(height), [0x80, 0, 0], [0, 0, 0, 255, 255, 255]],
    ...extra,
    ...[[0x2c, 0, 0, 0, 0], le16(width), le16(height), [0], [2, 2, 0x44, 0x01, 0], [0x3b]],
  )

export const gifComment = (text: string): Uint8Array => bytesOf([0x21, 0xfe, text.length], text, [0])
export const gifLoop = bytesOf([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0])

const riffChunk = (name: string, data: ArrayLike<number>): Uint8Array =>
  bytesOf(name, le32(data.length), data, data.length % 2 ? [0] : [])

/** WebP, extended, with one lossless picture; `extra` chunks follow it. */
export function webp({
  width = 2,
  height = 2,
  flags = 0x0c,
  extra = [],
}: {
  width?: number
  height?: number
  flags?: number
  extra?: [string, string][]
} = {}): Uint8Array {
  const lossless = riffChunk('VP8L', [0x2f, ...le32(((width - 1) & 0x3fff) | (((height - 1) & 0x3fff) << 14)), 1, 2])
  const canvas = [flags, 0, 0, 0, ...le32(width - 1).slice(0, 3), ...le32(height - 1).slice(0, 3)]
  const body = bytesOf(
    ...['WEBP', riffChunk('VP8X', canvas), lossless],
    ...extra.map(([name, data]) => riffChunk(name, bytesOf(data))),
  )
  return bytesOf('RIFF', le32(body.length), body)
}

export const pdf = (after = ''): Uint8Array => bytesOf('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF', after)
