import type { Platform } from '../platform.ts'

/** One clock, one source of chance and one event loop for everything in a test; the same seed gives the same run. */
export interface World {
  now(): number
  after: Platform['after']
  /** 0 ≤ n < 1. */
  random(): number
  chance(probability: number): boolean
  /** Lets time pass, running what is due in order. */
  advance(ms: number): Promise<void>
}

/** Lets every promise that can settle do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function createWorld(seed: number): World {
  let now = 1_790_000_000_000
  let order = 0
  let state = seed >>> 0
  const timers = new Map<number, { at: number; run: () => void }>()

  function random(): number {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  function nextBefore(limit: number): { id: number; at: number } | null {
    let next: { id: number; at: number } | null = null
    for (const [id, { at }] of timers) if (at <= limit && (!next || at < next.at)) next = { id, at }
    return next
  }

  return {
    now: () => now,
    random,
    chance: (probability) => random() < probability,
    after(ms, run) {
      const id = order++
      timers.set(id, { at: now + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (let next = nextBefore(end); next; next = nextBefore(end)) {
        now = Math.max(now, Math.floor(next.at))
        const timer = timers.get(next.id)
        timers.delete(next.id)
        timer?.run()
        await settle()
      }
      now = end
    },
  }
}
