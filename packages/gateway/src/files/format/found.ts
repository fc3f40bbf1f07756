import { FILE_LIMITS, type FileType } from '@baton/protocol'

/** What the bytes of a file are found to be, and what of them is kept. */
export type Found =
  | { ok: true; type: FileType; bytes: Uint8Array; width?: number; height?: number }
  | { ok: false; code: 'file_type_refused' | 'file_damaged' | 'picture_too_large' }

export const damaged: Found = { ok: false, code: 'file_damaged' }

/** A picture of this size, unless it is too large for whoever opens it. */
export function picture(type: FileType, bytes: Uint8Array, width: number, height: number): Found {
  if (width < 1 || height < 1) return damaged
  if (width * height > FILE_LIMITS.picturePixels) return { ok: false, code: 'picture_too_large' }
  return { ok: true, type, bytes, width, height }
}

/** Whether the file has this text, in ASCII, at this place. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}
