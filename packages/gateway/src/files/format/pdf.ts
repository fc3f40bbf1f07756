import { damaged, type Found, hasText } from './found.ts'

const END = '%%EOF'
const F = 0x46

export const isPdf = (bytes: Uint8Array): boolean => hasText(bytes, 0, '%PDF-')

/** PDF (ISO 32000): told by its first bytes, and ends after its last `%%EOF`. What it holds is not looked at. */
export function readPdf(bytes: Uint8Array): Found {
  for (let at = bytes.length - END.length; at > 0; at--) {
    // The last letter first: a file may be nothing but percent signs.
    if (bytes[at + END.length - 1] !== F || !hasText(bytes, at, END)) continue
    return { ok: true, type: 'application/pdf', bytes: bytes.subarray(0, at + END.length) }
  }
  return damaged
}
