import { isPicture, type SentFile } from '@baton/protocol/wire'
import type { Files } from './files.ts'

/** Opens a picture in a tab of its own, saves everything else. Rejects with a `BatonError` when there is no link. */
export async function openFile({ id, name, type }: SentFile, files: Files): Promise<void> {
  const anchor = document.createElement('a')
  anchor.href = await files.link(id, 'full')
  anchor.rel = 'noopener noreferrer'
  // What is no picture is saved by its answer's own word, and the page stays.
  if (isPicture(type)) anchor.target = '_blank'
  else anchor.download = name
  anchor.click()
}
