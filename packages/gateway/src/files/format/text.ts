import type { Found } from './found.ts'

const CHUNK_BYTES = 64 * 1024
const BOM = '\ufeff'
/** Whatever a program would take for its own. Controls but tab, line ends and form feed are in no text. */
const CONTROLS = /[^\P{Cc}\t\n\r\f]/u
/** Markup, scripts, PostScript: a reader may run what begins so. */
const RUNNABLE = /^(?:<|#!|%!)/

/** Plain text: valid UTF-8 without controls, that no program takes for markup or a script. Nothing is cut. */
export function readText(bytes: Uint8Array): Found {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let head = ''
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const isLast = at + CHUNK_BYTES >= bytes.length
      const text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: !isLast })
      if (CONTROLS.test(text)) return { ok: false, code: 'file_type_refused' }
      // Blanks before it change nothing for whoever guesses.
      if (head === '') head = text.replace(BOM, '').trimStart().slice(0, 2)
    }
  } catch {
    return { ok: false, code: 'file_type_refused' } // not UTF-8
  }
  if (head === '' || RUNNABLE.test(head)) return { ok: false, code: 'file_type_refused' }
  return { ok: true, type: 'text/plain', bytes }
}
