import type { Draft } from './draft.ts'

/**
 * Forgets every session, with whoever was asked or held it, and asks each to tell again. Fences are forgotten too: those
 * of a floor that is newer than its sessions would refuse what they say until they had caught up. Agents stay; nobody
 * holds anything, so each is free.
 */
export function forget(draft: Draft): void {
  for (const session of draft.forgetSessions()) draft.effects.push({ type: 'settle', session })
}
