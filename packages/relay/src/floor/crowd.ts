import { type FloorState, isWaiting } from './state.ts'

/** How many wait for a person, and how many take sessions. For whoever watches over the floor. */
export function crowdOf(state: FloorState): { waiting: number; online: number } {
  let waiting = 0
  for (const item of state.items.values()) if (isWaiting(item)) waiting += 1
  let online = 0
  for (const { connected, presence } of state.agents.values()) if (connected && presence === 'online') online += 1
  return { waiting, online }
}
