import type { SentFile } from '@baton/protocol/wire'
import type { Files } from './files.ts'

/** A recording larger than this is saved rather than played in place. */
const PLAYED_BYTES = 4_000_000

/** Whether it can be listened to where it stands. What a browser cannot play it still may save. */
export const isSound = ({ type, bytes }: SentFile): boolean => type.startsWith('audio/') && bytes <= PLAYED_BYTES

/** The address of a recording, in this page only; null when it cannot be had now. */
export async function soundOf({ id }: SentFile, files: Files): Promise<string | null> {
  try {
    const url = await files.link(id, 'full')
    const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    // A blob's address is of the page's origin, so only what an <audio> may play becomes one.
    const sound = answer.ok && answer.headers.get('content-type')?.startsWith('audio/') ? await answer.blob() : null
    return sound && URL.createObjectURL(sound)
  } catch {
    return null // no line, or a link that came too late: the card stands in
  }
}
