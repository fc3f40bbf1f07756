import type { Random } from '@baton/bench/random'

/** What becomes of one frame on a rough line. */
export type Fate =
  | { what: 'passes' }
  | { what: 'dropped' }
  | { what: 'doubled' }
  /** Everything behind it waits, too. */
  | { what: 'delayed'; ms: number }
  /** The next one overtakes it. */
  | { what: 'overtaken' }
  /** Only its beginning arrives, as a frame. `share` is how much of it. */
  | { what: 'truncated'; share: number }
  /** From now on nothing arrives in this direction, and the socket stays open. */
  | { what: 'half-open' }

/** How many of a thousand frames meet each fault; the rest passes. */
export type Roughness = Readonly<Record<Exclude<Fate['what'], 'passes'>, number>>

const LONGEST_DELAY_MS = 120

export function fateOf(random: Random, roughness: Roughness): Fate {
  let at = random.next() * 1_000
  const isIn = (what: keyof Roughness): boolean => {
    at -= roughness[what]
    return at < 0
  }
  if (isIn('dropped')) return { what: 'dropped' }
  if (isIn('doubled')) return { what: 'doubled' }
  if (isIn('delayed')) return { what: 'delayed', ms: random.below(LONGEST_DELAY_MS) }
  if (isIn('overtaken')) return { what: 'overtaken' }
  if (isIn('truncated')) return { what: 'truncated', share: random.next() }
  if (isIn('half-open')) return { what: 'half-open' }
  return { what: 'passes' }
}
