import type { Entry, SessionEvent } from '@baton/protocol/wire'
import { withRedactions } from './redaction.ts'

/** What is held of a session's log: a run without holes. */
export interface Log {
  /** Incarnation of the log; null until the first replay. */
  epoch: string | null
  /** `prev` of the oldest event held. Above 0 there are older ones that may be asked for. */
  base: number
  /** Seq of the newest event held. */
  last: number
  events: readonly SessionEvent[]
}

export const emptyLog: Log = { epoch: null, base: 0, last: 0, events: [] }

/**
 * Adds what follows on. An entry is the next one when its `prev` is the last seq held; what is held already is
 * dropped; anything else is a gap, and nothing after it is taken. What a redaction among them is about reads as it says.
 */
export function append(log: Log, entries: readonly Entry[]): { log: Log; added: SessionEvent[]; isGap: boolean } {
  const added: SessionEvent[] = []
  let { last } = log
  let isGap = false
  for (const { prev, event } of entries) {
    if (event.seq <= last) continue
    if (prev !== last) {
      isGap = true
      break
    }
    added.push(event)
    last = event.seq
  }
  if (added.length === 0) return { log, added, isGap }
  return { log: { ...log, last, events: withRedactions([...log.events, ...added], added) }, added, isGap }
}

/** A log that starts with this tail. */
export function begin(epoch: string, entries: readonly Entry[]): ReturnType<typeof append> {
  const base = entries[0]?.prev ?? 0
  return append({ epoch, base, last: base, events: [] }, entries)
}

/** Puts an older page before what is held. A page that does not end where the log begins changes nothing. */
export function prepend(log: Log, entries: readonly Entry[]): Log {
  const first = entries[0]
  if (!first) return { ...log, base: 0 }
  const page = append({ ...log, base: first.prev, last: first.prev, events: [] }, entries)
  if (page.isGap || page.log.last !== log.base) return log
  return { ...log, base: first.prev, events: [...page.log.events, ...log.events] }
}
