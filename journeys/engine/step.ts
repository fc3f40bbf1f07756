import fc from 'fast-check'

/** Two tabs of one customer, and an agent. */
export const SEATS = [0, 1, 2] as const
export type Seat = (typeof SEATS)[number]

const seat = fc.constantFrom(...SEATS)
const tab = fc.constantFrom(0 as const, 1 as const)
const times = fc.integer({ min: 1, max: 4 })
const ms = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 400, max: 6_000 }),
  fc.integer({ min: 6_000, max: 60_000 }),
)

/** One thing that happens. */
export const step = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: fc.constant('say' as const), seat, times }) },
  { weight: 18, arbitrary: fc.record({ do: fc.constant('wait' as const), ms }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'cut' as const, 'down' as const), seat }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('up' as const, 'wake' as const, 'older' as const), seat }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'cancel' as const, 'rate' as const), tab }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'drop' as const, 'repeat' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('handback' as const, 'resolve' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('evict' as const, 'crash' as const, 'overtake' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
