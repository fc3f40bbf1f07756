import type { Article } from '@baton/protocol'

/** Why an article near a question is not shown to the customer. */
export type Withheld = 'staff-only' | 'expired' | 'not-yet'

/** Null when customers may see it. Without `now` no time is known, and none matters. */
export function withheldBy({ audience, validFrom, expiresAt }: Article, now?: number): Withheld | null {
  if (audience === 'staff') return 'staff-only'
  if (now === undefined) return null
  if (expiresAt !== undefined && now >= Date.parse(expiresAt)) return 'expired'
  return validFrom !== undefined && now < Date.parse(validFrom) ? 'not-yet' : null
}

/** The moments at which what customers may see changes, ascending: between two of them nothing does. */
export const turningPoints = (articles: readonly Article[]): number[] =>
  articles
    .flatMap(({ validFrom, expiresAt }) => [validFrom, expiresAt])
    .flatMap((moment) => (moment === undefined ? [] : [Date.parse(moment)]))
    .sort((left, right) => left - right)
