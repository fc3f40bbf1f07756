import type { Audience, QueuePlace, Role, SessionEvent, SessionView } from '@baton/protocol'
import { holderOf } from './baton.ts'
import type { Actor } from './command.ts'
import type { SessionState } from './state.ts'

export const audienceOf = (role: Role): Audience => (role === 'customer' ? 'all' : 'staff')

export const maySee = (role: Role, event: Pick<SessionEvent, 'audience'>): boolean =>
  role === 'agent' || event.audience === 'all'

/** Seq of the last event this reader may see. */
export const headFor = (role: Role, state: SessionState): number =>
  role === 'customer' ? state.publicHead : state.head

/** An agent reads while they hold the session; until wrap-up ends, also what they held last. */
export const mayRead = (actor: Actor, state: SessionState, isWrappingUp: () => boolean): boolean =>
  actor.role === 'customer' ||
  state.holder === holderOf(actor) ||
  (state.case?.agents.at(-1)?.id === actor.id && isWrappingUp())

/** What lives outside the log: marks, place, the answer being written. */
export interface Live {
  reads: { customer: number; staff: number }
  queue: QueuePlace | null
  stream: SessionView['stream']
}

/** The state as one participant may see it. */
export function viewFor(role: Role, state: SessionState, live: Live): SessionView {
  const it = state.case
  return {
    fence: state.fence,
    holder: state.holder,
    agent: state.agent,
    case: it && { id: it.id, openedAt: it.openedAt, open: it.open, rated: it.rated, summarised: it.summarised },
    handoff: state.handoff && {
      id: state.handoff.id,
      at: state.handoff.at,
      ...(role === 'agent' && { reason: state.handoff.reason }),
    },
    queue: state.holder === 'queue' ? live.queue : null,
    reads: live.reads,
    stream: live.stream,
    ...(state.call && { call: state.call }),
    ...(state.earlier.length > 0 && { earlier: [...state.earlier] }),
    ...(role === 'agent' && {
      staff: {
        profile: state.profile,
        brief: state.brief,
        ...(state.routes && { routes: [...state.routes] }),
        ...(state.speaksBy && { speaksBy: state.speaksBy }),
      },
    }),
  }
}
