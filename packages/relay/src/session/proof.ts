import type { Proof, SessionState } from './state.ts'

/**
 * Whether the customer has proved by a one-time code who they are, and that still counts; for one purpose, or for any. What only
 * somebody's papers tell, anybody who has seen them knows: it opens nothing.
 */
export const hasProved = (state: SessionState, now: number, purpose?: string): boolean =>
  provedBy(state, now, 'code').some((proof) => purpose === undefined || proof.purpose === purpose)

/** The strongest way in which they have shown who they are, beyond being signed in; null when in none. */
export const shownBy = (state: SessionState, now: number): Proof['method'] | null =>
  (['code', 'id_last_four'] as const).find((method) => provedBy(state, now, method).length > 0) ?? null

export const provedBy = ({ proofs }: SessionState, now: number, method: Proof['method']): Proof[] =>
  proofs.filter((proof) => proof.expiresAt > now && proof.method === method)
