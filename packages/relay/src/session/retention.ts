import type { Settings } from '@baton/protocol'
import type { SessionState } from './state.ts'

/** Unless the workspace's settings say otherwise. Whoever nobody vouches for can hardly ask for their data: it goes sooner. */
export const RETENTION = { customerDays: 400, visitorDays: 90 } as const

const DAY_MS = 24 * 3_600_000
/** A session whose term has not come is looked at this often, so that a shorter term is heard. */
const LOOK_MS = 30 * DAY_MS
/** A session that somebody is in is looked at again this soon. */
const BUSY_MS = DAY_MS

/**
 * How long a session is kept after its last event, and an event of an earlier case after it was written. What
 * a customer said before they signed in is kept as long as what they said after.
 */
export const retentionMs = ({ profile, linkedTo }: SessionState, settings: Settings): number =>
  DAY_MS *
  (profile?.verified || linkedTo !== null
    ? (settings.retainDays ?? RETENTION.customerDays)
    : (settings.retainVisitorDays ?? RETENTION.visitorDays))

export interface Age {
  /** When the session's first and last kept events were written; when it was opened, where there are none. */
  firstAt: number
  lastAt: number
  /** Whether anybody has a socket open. */
  isAttended: boolean
}

/** `cut`: what was written before `before`, of cases that are over, is no longer kept. */
export type Term = { do: 'erase' } | { do: 'cut'; before: number; next: number } | { do: 'wait'; next: number }

/** What a look at a session's age comes to, and when to look again. */
export function termOf(
  state: SessionState,
  settings: Settings,
  { firstAt, lastAt, isAttended }: Age,
  now: number,
): Term {
  const keepMs = retentionMs(state, settings)
  const isBusy = isAttended || state.holder !== 'bot' || state.case?.open === true
  if (now - lastAt >= keepMs) return isBusy ? { do: 'wait', next: now + BUSY_MS } : { do: 'erase' }
  const next = Math.min(now + LOOK_MS, lastAt + keepMs)
  return now - firstAt >= keepMs
    ? { do: 'cut', before: now - keepMs, next }
    : { do: 'wait', next: Math.min(next, firstAt + keepMs) }
}

/** When a session that was just opened is first looked at. */
export const firstLook = (now: number): number => now + LOOK_MS
