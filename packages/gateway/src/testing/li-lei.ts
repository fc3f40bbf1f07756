import type { Profile } from '@baton/protocol'

/** A customer; a visitor nobody vouches for without an id on the host site. */
export const liLei = (hostId: string | null): Profile => ({
  id: 'c_1',
  hostId,
  name: 'Li Lei',
  verified: hostId !== null,
  locale: 'en',
  tier: null,
  attributes: {},
})
