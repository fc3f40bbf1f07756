import type { EventBody, RuleWindow } from '@baton/protocol'

/** Turns that are kept for the rules to count over; no rule's window is longer. */
const TURNS = 20
const WORDS = 20

/** What the rules count of one turn of the bot. */
export interface CountedTurn {
  at: number
  missed: boolean
  negative: number
  words: string[]
  /** Times the business system failed in it. */
  errors: number
  /** Articles its answer cited. */
  cited: string[]
}

/**
 * What the rules count. It begins anew when a case opens and whenever the baton passes: what led to one hand-off is no
 * reason for the next.
 */
export interface Counts {
  /** The bot's last turns, oldest first. */
  turns: CountedTurn[]
  /** How many there were, also those not kept. */
  total: number
  /** Messages with words the customer wrote meanwhile. */
  said: number
  /** Times the business system failed in the turn that has not ended. */
  errors: number
  /** The last offer of a person, and after how many turns. */
  offer: { priority: number; after: number } | null
}

export const NOTHING_COUNTED: Counts = { turns: [], total: 0, said: 0, errors: 0, offer: null }

export function countTurn(counts: Counts, { recognised, mood }: EventBody<'bot.decided'>, at: number): Counts {
  const { negative, words } = mood
  const turn = { at, missed: !recognised, negative, words: words.slice(0, WORDS), errors: counts.errors, cited: [] }
  return { ...counts, turns: [...counts.turns, turn].slice(-TURNS), total: counts.total + 1, errors: 0 }
}

/** The bot's answer tells what it was taken from. */
export function countAnswer(counts: Counts, { citations = [] }: EventBody<'message'>): Counts {
  const last = counts.turns.at(-1)
  if (!last || citations.length === 0) return counts
  return {
    ...counts,
    turns: [...counts.turns.slice(0, -1), { ...last, cited: citations.map(({ article }) => article) }],
  }
}

export const countOffer = (counts: Counts, priority: number): Counts => ({
  ...counts,
  offer: { priority, after: counts.total },
})

/** The turns before the one that is live which stand in a rule's window with it. */
export function turnsWithin({ turns }: Counts, window: RuleWindow, now: number): CountedTurn[] {
  const since = window.minutes === undefined ? Number.NEGATIVE_INFINITY : now - window.minutes * 60_000
  const last = window.turns === undefined ? turns : window.turns === 1 ? [] : turns.slice(1 - window.turns)
  return last.filter(({ at }) => at >= since)
}
