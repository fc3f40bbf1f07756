import { FILE_LIMITS } from '@baton/protocol'
import { DETECTORS, fromLog, type Redacted, redact } from '@baton/relay/masking'
import type { StoredType } from '../session/file-rows.ts'

/** Endings a reader's machine opens as what the bytes are. */
const ENDINGS: Record<StoredType, readonly [string, ...string[]]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'md'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/amr': ['amr'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4', 'm4v', 'mov'],
}

/** Names that stand for a device on Windows, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A name as it may be stored and shown: the last part of a path, without what turns text around or is not seen, and
 * without what a disk, a header or an address gives another meaning. It has passed the masking door.
 */
export function cleanName(raw: string, exempt: readonly RegExp[]): Redacted {
  const name = raw
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    // Controls, formats (right-to-left override, zero width), half surrogates, private use, unassigned, line separators.
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(DEVICE, '_$&')
  return fromLog(shortened(redact(name, DETECTORS, exempt).text) || 'file')
}

/** The name with an ending that says what the file is. A text called `run.bat` becomes `run.bat.txt`. */
export function nameFor(name: string, type: StoredType): string {
  const [usual, ...others] = ENDINGS[type]
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return name.includes('.') && [usual, ...others].includes(ending)
    ? name
    : `${shortened(name, usual.length + 1)}.${usual}`
}

/** Cut in the middle, so that the ending stays. */
function shortened(name: string, room = 0): string {
  const letters = [...name]
  const most = FILE_LIMITS.fileNameChars - room
  if (letters.length <= most) return name
  const tail = letters.slice(-12)
  return [...letters.slice(0, most - tail.length - 1), '…', ...tail].join('')
}
