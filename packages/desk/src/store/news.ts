import type { Board, Offer } from '@baton/client'

/** What a board tells that the one before did not. */
export interface News {
  offer: Offer | undefined
  /** The agent was set to away for letting offers pass. */
  setAway: boolean
}

export function newsOf(before: Board | null | undefined, after: Board | null): News {
  const known = new Set(before?.offers.map((offer) => offer.id))
  return {
    offer: after?.offers.find((offer) => !known.has(offer.id)),
    setAway: after?.awayReason === 'lapsed' && before?.awaySince !== after.awaySince,
  }
}
