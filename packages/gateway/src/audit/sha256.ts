import { createHash } from 'node:crypto'

/** Of a text in UTF-8, as 64 hex digits. At once, because a transaction waits for nothing. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
