import type { FloorAlert } from '@baton/client'
import { queuedName } from './customer-name.ts'
import type { Dictionary } from './dictionary.ts'
import { reasonWords } from './reason-words.ts'

/** What a supervisor is alerted to, in one line. */
export const alertWords = (alert: FloorAlert, words: Dictionary): string =>
  words.top.alert(queuedName(alert, words), reasonWords(words, alert.reason))
