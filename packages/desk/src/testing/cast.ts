import type { Board, Brief, Offer, Profile, QueuedSession, SessionSnapshot, SessionView } from '@baton/client'

/** The moment all scenes play at: 21 November 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 10, 21, 10, 0, 0)

export const item = (session: string, change: Partial<QueuedSession> = {}): QueuedSession => ({
  session,
  handoffId: `h_${session}`,
  customer: 'Mei Chen',
  want: 'Where is my order SO10042?',
  reason: 'asked',
  priority: 0,
  locale: 'en',
  tier: null,
  queuedAt: NOW - 40_000,
  ...change,
})

export const offer = (id: string, change: Partial<QueuedSession> = {}, leftMs = 14_000): Offer => ({
  id,
  item: item(`s_${id}`, change),
  offeredAt: NOW - (20_000 - leftMs),
  expiresAt: NOW + leftMs,
})

export const board = (change: Partial<Board> = {}): Board => ({
  presence: 'online',
  capacity: 4,
  offers: [],
  mine: [],
  queue: [],
  queueLength: 0,
  agents: [
    { id: 'lin', name: 'Lin Yue', presence: 'online', load: 2, capacity: 4 },
    { id: 'wei', name: 'Wei Jun', presence: 'online', load: 4, capacity: 4 },
    { id: 'ana', name: 'Ana Ruiz', presence: 'away', load: 1, capacity: 3 },
    { id: 'tom', name: 'Tom Hale', presence: 'offline', load: 0, capacity: 4 },
  ],
  ...change,
})

export const brief: Brief = {
  want: 'Where is my order SO10042, it should have come on Monday',
  facts: [
    { label: 'order_number', value: 'SO10042', verified: 'business' },
    { label: 'name', value: 'Mei Chen', verified: 'token' },
    { label: 'phone', value: '•••• 4821', verified: 'said' },
  ],
  tried: [{ id: 'order_status' }, { id: 'parcel_tracking' }],
  mood: 'angry',
  moodWords: ['third time', 'ridiculous'],
  marks: ['card'],
  firing: {
    rule: 'asked-for-person',
    name: { en: 'Asked for a person', 'zh-CN': '客户要求转人工', 'zh-TW': '顧客要求轉接專人' },
    ruleVersion: '9f2c',
    evidence: [{ fact: 'customer.wantsPerson', value: true, words: ['talk to a person'] }],
  },
  locale: 'en',
  orders: [
    {
      number: 'SO10042',
      status: 'delayed',
      placedAt: '2026-11-12',
      total: { amount: 12900, currency: 'CNY' },
      items: [{ title: 'Gooseneck kettle', quantity: 1 }],
    },
    {
      number: 'SO09811',
      status: 'delivered',
      placedAt: '2026-10-02',
      total: { amount: 4580, currency: 'CNY' },
      items: [
        { title: 'Linen napkins', quantity: 4 },
        { title: 'Teaspoons', quantity: 6 },
      ],
    },
  ],
  ordersState: 'known',
  at: NOW - 41_000,
}

export const profile: Profile = {
  id: 'c_91f3',
  hostId: 'u-20417',
  name: 'Mei Chen',
  verified: true,
  locale: 'en',
  tier: 'gold',
  attributes: { memberSince: '2024-03', newsletter: false },
}

export const view = (change: Partial<SessionView> = {}): SessionView => ({
  fence: 3,
  holder: 'agent:lin',
  agent: { id: 'lin', name: 'Lin Yue' },
  case: { id: 'k_1', openedAt: NOW - 240_000, open: true, rated: false, summarised: false },
  handoff: { id: 'h_1', reason: 'asked', at: NOW - 41_000 },
  queue: null,
  reads: { customer: 0, staff: 0 },
  stream: null,
  staff: { profile, brief },
  ...change,
})

export const snapshot = (change: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  connection: 'online',
  problem: null,
  you: { role: 'agent', id: 'lin', name: 'Lin Yue' },
  view: view(),
  events: [],
  hasOlder: false,
  pending: [],
  typing: [],
  peerOnline: true,
  clockOffsetMs: 0,
  ...change,
})
