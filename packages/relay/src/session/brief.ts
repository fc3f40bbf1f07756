import type { Brief, Firing, Order } from '@baton/protocol'
import type { SessionState } from './state.ts'

/** What the agent reads first, from what the case knows. `orders: null` says the business system did not answer. */
export function writeBrief(state: SessionState, firing: Firing | null, orders: Order[] | null, now: number): Brief {
  const it = state.case
  const { profile } = state
  const known: Brief['facts'] =
    profile?.verified && profile.name ? [{ label: 'name', value: profile.name, verified: 'token' }] : []
  return {
    want: it?.want ?? '',
    facts: [...known, ...(it?.facts ?? [])],
    tried: it?.tried ?? [],
    mood: it?.mood ?? 'calm',
    moodWords: it?.moodWords ?? [],
    marks: it?.marks ?? [],
    firing,
    locale: it?.locale ?? profile?.locale ?? 'en',
    orders: orders ?? [],
    ordersKnown: orders !== null,
    at: now,
  }
}
