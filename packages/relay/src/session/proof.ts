import type { SessionState } from './state.ts'

/** Whether the customer has proved who they are, and that still counts; for one purpose, or for any. */
export const hasProved = ({ proofs }: SessionState, now: number, purpose?: string): boolean =>
  proofs.some((proof) => proof.expiresAt > now && (purpose === undefined || proof.purpose === purpose))
