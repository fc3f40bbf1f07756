import type { EventKind, SessionEvent } from '@baton/protocol'

/** Staff events that are about the customer all the same: what is known of them, and what was asked about them elsewhere. */
const ABOUT_THE_CUSTOMER: ReadonlySet<EventKind> = new Set<EventKind>([
  'profile.updated',
  'action.started',
  'action.finished',
  'case.summarised',
  'case.rated',
  // By which channels they can be reached.
  'route.changed',
  // Their voice, and what was said to them.
  'call.recorded',
])

/**
 * Whether a copy of their data that is given to the customer holds this event: whatever they could read, and what is about
 * them. What staff noted among themselves and how the bot weighed an answer is left out unless `internal` asks for it.
 */
export const isDisclosed = (event: SessionEvent, internal: boolean): boolean =>
  internal || event.audience === 'all' || ABOUT_THE_CUSTOMER.has(event.kind)
