import { isAmr, readAmr } from './format/amr.ts'
import type { Found } from './format/found.ts'
import { isGif, readGif } from './format/gif.ts'
import { isJpeg, readJpeg } from './format/jpeg.ts'
import { isMp3, readMp3 } from './format/mp3.ts'
import { isMp4, readMp4 } from './format/mp4.ts'
import { isOgg, readOgg } from './format/ogg.ts'
import { isPdf, readPdf } from './format/pdf.ts'
import { isPng, readPng } from './format/png.ts'
import { readText } from './format/text.ts'
import { isWebp, readWebp } from './format/webp.ts'

const FORMATS = [
  [isPng, readPng],
  [isJpeg, readJpeg],
  [isGif, readGif],
  [isWebp, readWebp],
  [isPdf, readPdf],
  [isOgg, readOgg],
  [isMp4, readMp4],
  [isMp3, readMp3],
  [isAmr, readAmr],
] as const

/**
 * What a file is, told by its bytes alone, and what of it is kept: without metadata, and nothing after its own end. Takes
 * linear time. Works within the given memory, which holds something else afterwards.
 */
export function examine(bytes: Uint8Array): Found {
  const format = FORMATS.find(([is]) => is(bytes))
  return format ? format[1](bytes) : readText(bytes)
}
