import { isPicture, type SentFile } from '@baton/protocol/wire'
import type { Files } from './files.ts'

/** A picture without a small one is shown whole up to this size, in bytes. */
const WHOLE_BYTES = 400_000
/** Each takes a frame and a request, and a log may hold hundreds. */
const AT_ONCE = 3

/** Addresses of small pictures, in this page only, by file. They never change. */
const shown = new Map<string, Promise<string | null>>()
const waiting: (() => void)[] = []
let running = 0

export const hasThumb = ({ type, thumb, bytes }: SentFile): boolean =>
  isPicture(type) && (thumb === true || bytes <= WHOLE_BYTES)

/** The small picture of a file; null when it cannot be had now, and then it is asked for again next time. */
export function thumbOf(file: SentFile, files: Files): Promise<string | null> {
  const known = shown.get(file.id)
  if (known) return known
  const made = fetched(file, files)
  shown.set(file.id, made)
  void made.then((url) => url ?? shown.delete(file.id))
  return made
}

async function fetched({ id, thumb }: SentFile, files: Files): Promise<string | null> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn))
  running += 1
  try {
    const url = await files.link(id, thumb ? 'thumb' : 'full')
    const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    // A blob's address is of the host page's origin, so only what an <img> may show becomes one.
    const picture = answer.ok && answer.headers.get('content-type')?.startsWith('image/') ? await answer.blob() : null
    return picture && URL.createObjectURL(picture)
  } catch {
    return null // no line, or a link that came too late: the card stands in
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
