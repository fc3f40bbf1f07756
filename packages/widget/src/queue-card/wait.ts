import type { QueuePlace } from '@baton/client'
import type { Words } from '../words/words.ts'

const MINUTE_MS = 60_000

/** The range in whole minutes, rounded so that it never promises less than the estimate. */
export const waitText = (waitMs: QueuePlace['waitMs'], words: Words): string => {
  if (!waitMs) return words.waitUnknown
  if (waitMs.high < MINUTE_MS) return words.waitUnderMinute
  return words.wait(Math.max(1, Math.floor(waitMs.low / MINUTE_MS)), Math.ceil(waitMs.high / MINUTE_MS))
}
