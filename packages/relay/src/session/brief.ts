import type { Brief, Order } from '@baton/protocol'
import { fromLog, type Masked } from '../masking/index.ts'
import type { MaskedFiring } from './draft.ts'
import { shownBy } from './proof.ts'
import type { SessionState } from './state.ts'

/** What the business system said of the customer's orders, masked. */
export interface Orders {
  orders: Masked<Order[]>
  ordersState: Brief['ordersState']
}

/** What the agent reads first, from what the case knows. */
export function writeBrief(
  state: SessionState,
  firing: MaskedFiring | null,
  { orders, ordersState }: Orders,
  now: number,
): Masked<Brief> {
  const it = state.case
  const { profile } = state
  const known: Brief['facts'] =
    profile?.verified && profile.name
      ? [{ label: 'name', value: profile.name, verified: shownBy(state, now) ?? 'token' }]
      : []
  return fromLog({
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
  })
}
