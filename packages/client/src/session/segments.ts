import type { Entry } from '@baton/protocol/wire'
import type { EarlierSegment } from '../types.ts'
import { begin, type Log, prepend } from './log.ts'

/** A page of an earlier segment to ask for. */
export interface SegmentPage {
  segment: string
  before: number
}

/** Sessions whose customer turned out to be this one, read backwards from where they end. */
export interface Segments {
  /** What is held of them, the first said first. `linked` as the view has it, in the order they were linked. */
  read(linked: readonly string[]): EarlierSegment[]
  /** The page that stands before everything held; null when all was read. */
  next(linked: readonly string[]): SegmentPage | null
  page(segment: string, entries: readonly Entry[]): void
}

export function createSegments(): Segments {
  const logs = new Map<string, Log>()
  return {
    read: (linked) =>
      linked.flatMap((session) => {
        const log = logs.get(session)
        return log && log.events.length > 0 ? [{ session, events: log.events }] : []
      }),
    next(linked) {
      for (const segment of linked.toReversed()) {
        const log = logs.get(segment)
        if (!log) return { segment, before: Number.MAX_SAFE_INTEGER }
        const [first] = log.events
        if (log.base > 0 && first) return { segment, before: first.seq }
      }
      return null
    },
    page(segment, entries) {
      const log = logs.get(segment)
      logs.set(segment, log ? prepend(log, entries) : begin('', entries).log)
    },
  }
}
