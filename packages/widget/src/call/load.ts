import type { OfferCalls } from './calls.ts'

/** Sites that offer no calls never load what makes one. A failed load is tried again at the next update. */
export const loadCalls = (): Promise<OfferCalls> =>
  import('./calls.ts').then(
    ({ offerCalls }) => offerCalls,
    () => () => null,
  )
