import type { Room } from './reading.ts'
import type { Step } from './step.ts'

/** An object hibernates after this many milliseconds without an event. */
export const HIBERNATES_AFTER_MS = 10_000

interface Span {
  from: number
  to: number
}

/** Milliseconds that at least one of the spans covers. */
export function covered(spans: readonly Span[]): number {
  let total = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return total
}

/**
 * How long the objects of a room are awake during a conversation, in seconds: measured events laid over the pace of
 * people, each with `tailMs` behind it.
 */
export function awakeSeconds(steps: readonly Step[], room: Room, tailMs: number): number {
  const spans = new Map<string, Span[]>()
  for (const { second, at, reading } of steps) {
    for (const event of reading.events) {
      if (event.room !== room) continue
      const from = second * 1_000 + (event.at - at)
      const span = { from, to: from + (event.until - event.at) + tailMs }
      spans.set(event.object, [...(spans.get(event.object) ?? []), span])
    }
  }
  return [...spans.values()].reduce((sum, each) => sum + covered(each), 0) / 1_000
}
