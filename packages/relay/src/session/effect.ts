import type { FloorAlert, QueuedSession, SessionEvent } from '@baton/protocol'
import { fromLog, type Masked } from '../masking/index.ts'
import type { SessionState } from './state.ts'

/** Who goes on with a case that comes from another session, without being asked, as long as their desk is open. */
interface GoingOn {
  goesOn?: { agent: string; from: string; fence: number }
}

/** What must follow an event. Rows of these are written in the event's own transaction. */
export type Effect =
  | { do: 'turn'; seq: number }
  /** What was said has to go out by a channel. */
  | { do: 'deliver'; seq: number; route: string }
  | ({ do: 'enqueue'; item: Masked<Omit<QueuedSession, 'session'>>; fence: number } & GoingOn)
  /** Floor knows what the session wants in words that are no longer true. */
  | { do: 'reword'; handoffId: string; want: string }
  /** The customer is on a call from now on, or no more. */
  | { do: 'on_call'; handoffId: string; call: boolean }
  | { do: 'release'; handoffId: string; fence: number }
  /** Fetch what the brief still lacks. */
  | { do: 'brief'; handoffId: string }
  /** Whoever does not answer the questions before a hand-off gets the person all the same. */
  | { do: 'prescreen'; handoffId: string; patienceMs: number }
  /** Supervisors are to know. */
  | { do: 'alert'; alert: Omit<FloorAlert, 'session'> }
  /** The customer has rated: a rule may have the bot offer a person. */
  | { do: 'rated' }
  /** Look, from time to time, whether the case has fallen silent. */
  | { do: 'watch_case' }
  /** Somebody has to come to the call, and, when it rings, to answer. */
  | { do: 'watch_call'; call: string; rings: boolean }
  /** The agent who gave the baton away may read on for a while. */
  | { do: 'wrap_up'; agent: string }

/** Effects of one event, given the state before and after its whole command. */
export function effectsOf(event: SessionEvent, after: SessionState): Effect[] {
  switch (event.kind) {
    case 'case.opened':
      return [{ do: 'watch_case' }]
    case 'message': {
      if (event.by.role === 'customer') return after.holder === 'bot' ? [{ do: 'turn', seq: event.seq }] : []
      // What was said in a call was heard there.
      if (event.body.spoken) return []
      const route = event.audience === 'all' ? (event.body.to?.route ?? after.speaksBy) : undefined
      return route === undefined ? [] : [{ do: 'deliver', seq: event.seq, route }]
    }
    case 'handoff.requested':
      return after.profile?.verified ? [{ do: 'brief', handoffId: event.body.handoffId }] : []
    case 'rule.fired': {
      const { alert, reason, name } = event.body
      const customer = after.profile?.name ?? ''
      return alert ? [{ do: 'alert', alert: { customer, reason, ...(name && { rule: name }), at: event.at } }] : []
    }
    case 'case.rated':
      return after.holder === 'bot' ? [{ do: 'rated' }] : []
    case 'prescreen.asked':
      return [{ do: 'prescreen', handoffId: event.body.handoffId, patienceMs: event.body.patienceMs }]
    case 'baton.passed':
      return passEffects(event, after)
    case 'event.redacted':
      return after.handoff ? [{ do: 'reword', handoffId: after.handoff.id, want: queued(after).want }] : []
    case 'call.started': {
      const { call, direction } = event.body
      return [{ do: 'watch_call', call, rings: direction === 'out' }, ...onCall(after)]
    }
    case 'call.answered':
    case 'call.ended':
      return onCall(after)
    default:
      return []
  }
}

const onCall = (after: SessionState): Effect[] =>
  after.handoff ? [{ do: 'on_call', handoffId: after.handoff.id, call: isOnCall(after) }] : []

/** One that rings takes nobody's time yet. */
const isOnCall = ({ call }: SessionState): boolean => call?.status === 'live'

type Pass = Extract<SessionEvent, { kind: 'baton.passed' }>

function passEffects({ seq, body: { from, to, fence, reason, handoffId } }: Pass, after: SessionState): Effect[] {
  // Who dropped off, or was sent off, has nothing to wrap up.
  const wrapsUp = from.startsWith('agent:') && reason !== 'dropped'
  const effects: Effect[] = wrapsUp ? [{ do: 'wrap_up', agent: from.slice('agent:'.length) }] : []
  // A page shows by itself who is there now; on a channel it has to be said.
  if (to.startsWith('agent:') && after.speaksBy) effects.push({ do: 'deliver', seq, route: after.speaksBy })
  if (!handoffId) return effects
  // The business system may have come back meanwhile, and the agent is looking now.
  if (to.startsWith('agent:') && after.brief?.ordersState === 'unreachable') effects.push({ do: 'brief', handoffId })
  if (to === 'bot') effects.push({ do: 'release', handoffId, fence })
  // One that was dropped or given back is put back by Floor itself, which asked for the pass.
  if (to === 'queue' && reason !== 'dropped' && reason !== 'transferred' && after.handoff) {
    effects.push({ do: 'enqueue', item: queued(after), fence, ...goingOn(after) })
  }
  return effects
}

export const goingOn = ({ case: it }: SessionState): GoingOn => (it?.movedFrom ? { goesOn: it.movedFrom } : {})

/** What Floor is told of a session that waits. */
export function queued(state: SessionState): Masked<Omit<QueuedSession, 'session'>> {
  const { handoff, profile } = state
  return fromLog({
    handoffId: handoff?.id ?? '',
    customer: profile?.name ?? '',
    want: state.case?.want?.slice(0, 200) ?? '',
    reason: handoff?.reason ?? 'asked',
    priority: handoff?.priority ?? 0,
    locale: state.case?.locale ?? profile?.locale ?? 'en',
    tier: profile?.tier ?? null,
    queuedAt: handoff?.at ?? 0,
    ...(isOnCall(state) && { call: true }),
  })
}
