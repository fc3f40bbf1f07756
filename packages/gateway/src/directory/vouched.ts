/** What every address begins with that the host site vouches for. One on a channel says nothing of who they are. */
export const VOUCHED = 'user:'

/** Where a customer of the host site is found whom it vouches for. */
export const addressOf = (subject: string): string => `${VOUCHED}${subject}`

/** SQL: whether the host site vouches for the customer of this session. */
export const isVouched = (session: string): string =>
  `EXISTS (SELECT 1 FROM addresses WHERE addresses.session = ${session} AND addresses.address GLOB '${VOUCHED}*')`
