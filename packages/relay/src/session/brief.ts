import type { Brief, Firing } from '@baton/protocol'
import type { SessionState } from './state.ts'

/** What the agent reads first, from what the case knows. */
export function writeBrief(
  state: SessionState,
  firing: Firing | null,
  { orders, ordersState }: Pick<Brief, 'orders' | 'ordersState'>,
  now: number,
): Brief {
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
    orders,
    ordersState,
    at: now,
  }
}
