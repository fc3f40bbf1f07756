import { type Profile, RANKS, type Rank } from '@baton/protocol'

/** Everyone who may ask for something, the least first within each kind. */
export const PRINCIPALS = [
  'customer',
  'verified_customer',
  'bot',
  ...RANKS,
  /** The business's own server, by a token under one of its host keys. */
  'integration',
  /** Whoever runs the gateway, by `ADMIN_TOKEN`. Of no workspace, and never in a session. */
  'operator',
] as const
export type Principal = (typeof PRINCIPALS)[number]

/** At whose word a session acts. */
interface Participant {
  role: 'customer' | 'agent'
  /** Of an agent. Absent: the lowest. */
  rank?: Rank | undefined
  /** Of a customer: whether the host site vouches for them. */
  verified?: Profile['verified'] | undefined
}

export const principalOf = ({ role, rank = 'agent', verified = false }: Participant): Principal => {
  if (role === 'agent') return rank
  return verified ? 'verified_customer' : 'customer'
}
