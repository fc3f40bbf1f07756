import type { Evidence, Phase, Rule, RuleWindow } from '@baton/protocol'
import { type FactSheet, holds } from './holds.ts'

export interface Fired {
  rule: Rule
  evidence: Evidence[]
}

/** What the session remembers of rules that fired. */
export interface Memory {
  /** When a rule fired last, by its id. In milliseconds. */
  fired: Readonly<Record<string, number>>
  /** The last offer of a person since the bot got the session, and how many messages it answered since, this one included. */
  offer: { priority: number; turnsAgo: number } | null
}

export interface Verdict {
  /** The one rule that decides. */
  fired: Fired | null
  /** Offers that are to be made later. */
  later: Rule[]
}

/** After an offer the customer is left alone with it for so many messages, unless something weightier turns up. */
const OFFER_GAP = 3

/**
 * Which rule decides, of those that fire at this phase: one that passes the baton before one that offers, then the higher
 * priority, then the order they stand in. Linear in the comparisons of all rules.
 *
 * @param sheetOf what is known, counted over a rule's window.
 */
export function judge(
  rules: readonly Rule[],
  at: Phase,
  sheetOf: (window: RuleWindow) => FactSheet,
  memory: Memory,
  now: number,
): Verdict {
  const firing = rules.flatMap((rule): Fired[] => {
    if (!rule.enabled || rule.at !== at || isHeldBack(rule, memory, now)) return []
    const evidence = holds(rule.when, sheetOf(rule.window))
    return evidence ? [{ rule, evidence }] : []
  })
  const [fired = null] = firing.filter(({ rule }) => rule.delayS === undefined).sort(byWeight)
  return { fired, later: firing.flatMap(({ rule }) => (rule.delayS === undefined ? [] : [rule])) }
}

/** Sorts what decides to the front; the sort is stable, so equals stay in order. */
const byWeight = ({ rule: left }: Fired, { rule: right }: Fired): number =>
  Number(left.mode === 'offer') - Number(right.mode === 'offer') || right.priority - left.priority

/** Whether a rule has fired only just, or would offer what was offered only just. */
function isHeldBack(rule: Rule, { fired, offer }: Memory, now: number): boolean {
  const last = Object.hasOwn(fired, rule.id) ? fired[rule.id] : undefined
  if (last !== undefined && now - last < rule.cooldownS * 1_000) return true
  // What stands in place of the bot's answer has to be said each time.
  if (rule.mode === 'immediate' || (rule.say && rule.at !== 'rating' && rule.delayS === undefined)) return false
  return offer !== null && offer.turnsAgo <= OFFER_GAP && rule.priority <= offer.priority
}
