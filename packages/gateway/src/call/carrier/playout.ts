/** Sound of one generation that is played without a gap. */
interface Stretch {
  gen: number
  from: number
  until: number
}

/**
 * What has been heard at the far end, by when it was sent and how long it takes: a carrier keeps what it is sent until it
 * is played, and says little about it. Times are milliseconds of one clock.
 */
export interface Playout {
  /** So much more was sent now. */
  sent(gen: number, ms: number, now: number): void
  playedMs(gen: number, now: number): number
  /** When the last of it will have been heard; 0 where there is none. */
  endsAt(gen: number): number
  /** How long it takes until all is heard. */
  leftMs(now: number): number
  /** The generations that were sent and not forgotten. */
  generations(): number[]
  forget(gen: number): void
  /** The carrier threw away what was not yet heard. */
  clear(now: number): void
}

export function playout(): Playout {
  let stretches: Stretch[] = []
  const of = (gen: number) => stretches.filter((stretch) => stretch.gen === gen)
  const end = () => stretches.at(-1)?.until ?? 0
  return {
    sent(gen, ms, now) {
      const last = stretches.at(-1)
      if (last?.gen === gen && last.until >= now) last.until += ms
      else stretches.push({ gen, from: Math.max(now, end()), until: Math.max(now, end()) + ms })
    },
    playedMs: (gen, now) => of(gen).reduce((sum, { from, until }) => sum + Math.max(0, Math.min(now, until) - from), 0),
    endsAt: (gen) => of(gen).at(-1)?.until ?? 0,
    leftMs: (now) => Math.max(0, end() - now),
    generations: () => [...new Set(stretches.map(({ gen }) => gen))],
    forget(gen) {
      stretches = stretches.filter((stretch) => stretch.gen !== gen)
    },
    clear(now) {
      for (const stretch of stretches) stretch.until = Math.max(stretch.from, Math.min(stretch.until, now))
      stretches = stretches.filter(({ from }) => from < now)
    },
  }
}
