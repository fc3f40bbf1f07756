import type { FloorState } from './state.ts'

/** When the floor has to be asked again with `tick`: an offer lapses, a grace time or the work after a call ends, a session may be shown again, a place is stale. */
export function nextDue(state: FloorState, now: number): number | null {
  let due = Number.POSITIVE_INFINITY
  for (const { graceUntil, wrapUpUntil } of state.agents.values()) {
    if (graceUntil !== null) due = Math.min(due, graceUntil)
    if (wrapUpUntil) due = Math.min(due, wrapUpUntil)
  }
  for (const { stage, passedOver, retellAt } of state.items.values()) {
    if (retellAt !== null) due = Math.min(due, retellAt)
    if (stage.at === 'offered') due = Math.min(due, stage.expiresAt)
    if (stage.at === 'assigned' && stage.asks && !stage.asks.taken && !stage.asks.ended)
      due = Math.min(due, stage.asks.expiresAt)
    // Those already past were looked at when the floor last changed; only a future one can change the match by itself.
    if (stage.at === 'queued')
      for (const again of Object.values(passedOver)) if (again > now) due = Math.min(due, again)
  }
  return Number.isFinite(due) ? due : null
}
