import type { SessionSnapshot } from '../types.ts'

/** What a session is before it was ever joined. In a file of its own: a page shows it before it has loaded what joins. */
export const idleSnapshot: SessionSnapshot = {
  connection: 'idle',
  problem: null,
  you: null,
  view: null,
  events: [],
  hasOlder: false,
  pending: [],
  typing: [],
  peerOnline: null,
  clockOffsetMs: 0,
}
