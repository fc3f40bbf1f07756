/** The raw key of a session, or that it was thrown away. `kid` names the key, whatever wraps it. */
export type SessionKey = { kid: string; key: Uint8Array } | { erased: true }

export interface KeysRoom {
  /** The session's key, 32 bytes, made on the first ask. */
  sessionKey(request: { session: string }): Promise<SessionKey>
  /** Throws the session's key away for good and leaves a tombstone: nothing sealed for it opens again, in no copy. */
  erase(request: { session: string }): Promise<void>
  /** Which of these were erased. */
  erased(request: { sessions: string[] }): Promise<string[]>
  /** Makes a new workspace key. Session keys are wrapped with it one after the other; the old one goes when none is left. */
  rotate(): Promise<{ kid: string }>
}
