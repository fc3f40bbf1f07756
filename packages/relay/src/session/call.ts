import type { CallEnd, CallView, Command, EventBody, Party } from '@baton/protocol'
import { type Actor, partyOf } from './command.ts'
import { accept, type EventDraft, refuse, SYSTEM, type Verdict } from './draft.ts'
import type { SessionState } from './state.ts'

/** What is done to a call, as opposed to what is said in it. */
export type CallCommand = Extract<
  Command,
  { kind: 'call.end' | 'call.answer' | 'call.bridge' | 'call.cut' | 'call.consent' }
>

export const isOfCall = (command: Command): command is CallCommand | Extract<Command, { kind: 'utterance' }> =>
  command.kind === 'utterance' || command.kind.startsWith('call.')

/** What only the call itself may say, which the gateway holds. */
const ITS_OWN: ReadonlySet<CallCommand['kind']> = new Set(['call.answer', 'call.bridge', 'call.cut', 'call.consent'])

/** Begins a call: a customer's comes in, that of the agent who holds the session goes out. */
export function startCall(
  state: SessionState,
  { id, call, channel }: { id: string; call: string; channel: CallView['channel'] },
  actor: Actor,
): Verdict {
  if (state.linkedTo !== null) return refuse('session_linked')
  if (state.call) return refuse('call_busy')
  const by = partyOf(actor)
  if (actor.role === 'customer') return accept(started(id, by, { call, direction: 'in', channel }))
  const agent = state.holder === `agent:${actor.id}` ? state.agent : null
  return agent ? accept(started(id, by, { call, direction: 'out', channel, agent })) : refuse('not_holder')
}

const started = (id: string, by: Party, body: EventBody<'call.started'>): EventDraft => ({
  kind: 'call.started',
  id,
  by,
  audience: 'all',
  body,
})

/** Decides what is done to a call. `speaksAs` is the call whose own socket it came by. */
export function decideCall(
  state: SessionState,
  id: string,
  command: CallCommand,
  { actor, speaksAs, now }: { actor: Actor; speaksAs: string | undefined; now: number },
): Verdict {
  const { call } = state
  if (!call || call.id !== command.call) return refuse('no_call')
  if (ITS_OWN.has(command.kind) && speaksAs !== call.id) return refuse('forbidden')
  switch (command.kind) {
    case 'call.answer':
      return call.status === 'ringing'
        ? accept({ kind: 'call.answered', id, by: partyOf(actor), audience: 'all', body: { call: call.id } })
        : refuse('no_call')
    case 'call.bridge':
      return bridge(state, id, call)
    case 'call.cut': {
      const { ref, heard, playedMs } = command
      const body = { call: call.id, ref, heard, playedMs }
      return accept({ kind: 'call.cut', id, by: partyOf(actor), audience: 'all', body })
    }
    case 'call.consent': {
      const { granted, by } = command
      const body = { call: call.id, granted, by }
      return accept({ kind: 'call.consent', id, by: partyOf(actor), audience: 'all', body })
    }
    case 'call.end': {
      const { reason } = command
      if (speaksAs === call.id)
        return accept(callEnded(call, { id, by: whoHungUp(state, actor, command.by), reason }, now))
      // An agent who has passed the session on has left the call, too.
      if (actor.role === 'agent' && state.holder !== `agent:${actor.id}`) return refuse('not_holder')
      // Why a line is silent only the call itself can tell.
      if (reason !== 'hung_up' && reason !== 'declined') return refuse('forbidden')
      return accept(callEnded(call, { id, by: partyOf(actor), reason }, now))
    }
  }
}

/** The call speaks for the customer; what happens by itself is nobody's doing. */
function whoHungUp({ agent }: SessionState, customer: Actor, by: 'customer' | 'agent' | undefined): Party {
  if (by === 'agent' && agent) return { role: 'agent', id: agent.id, name: agent.name }
  return by === undefined ? SYSTEM : partyOf(customer)
}

function bridge(state: SessionState, id: string, call: CallView): Verdict {
  const { agent } = state
  if (!agent || !state.holder.startsWith('agent:')) return refuse('stale_fence')
  const by = { role: 'agent', id: agent.id, name: agent.name } as const
  return accept({ kind: 'call.bridged', id, by, audience: 'all', body: { call: call.id, agent } })
}

/** The end of a call. One that was never answered has lasted no time. */
export function callEnded(
  { id: call, at, status }: CallView,
  { id, by, reason }: { id: string; by: Party; reason: CallEnd },
  now: number,
): EventDraft {
  const durationMs = status === 'live' ? Math.max(0, now - at) : 0
  return { kind: 'call.ended', id, by, audience: 'all', body: { call, reason, durationMs } }
}
