import type { FactName } from '@baton/client'

/**
 * Words for every fact a rule of the gateway may look at: one without does not compile. What a host site says of its
 * customers is called as it is called there.
 */
export type Evidence = Record<Exclude<FactName, `attribute.${string}`>, (value: string) => string>
