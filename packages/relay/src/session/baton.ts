import type { AgentFace, Holder, Party, PassReason } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'
import { type EventDraft, SYSTEM } from './draft.ts'
import type { SessionState } from './state.ts'

/** The event that passes the baton: one holder to one holder, the fence one higher. */
export function pass(
  state: SessionState,
  to: 'bot' | 'queue' | AgentFace,
  {
    id,
    by,
    reason,
    handoffId = state.handoff?.id,
  }: { id: string; by: Party; reason: PassReason; handoffId?: string | undefined },
): EventDraft {
  const agent = typeof to === 'string' ? undefined : to
  return {
    kind: 'baton.passed',
    id,
    by,
    audience: 'all',
    body: {
      from: state.holder,
      to: typeof to === 'string' ? to : holderOf(to),
      fence: state.fence + 1,
      reason,
      ...(handoffId && { handoffId }),
      ...(agent && { agent }),
    },
  }
}

export const holderOf = (agent: { id: string }): Holder => `agent:${agent.id}`

export interface PassRequest {
  handoffId: string
  expectedFence: number
  to: { agent: AgentFace } | 'queue'
  reason: Extract<PassReason, 'accepted' | 'dropped' | 'transferred'>
  /** What the agent who passes it on leaves for staff. */
  note?: Redacted | undefined
}

/**
 * Floor's compare-and-set. `done` means an earlier delivery of the same request was applied; the caller may confirm.
 * `moved` means the session has passed on since; the caller must let go.
 */
export function decidePass(
  state: SessionState,
  request: PassRequest,
): { answer: 'pass'; drafts: EventDraft[] } | { answer: 'done' | 'moved' } {
  const { handoffId, expectedFence, to, reason, note } = request
  if (state.handoff?.id !== handoffId) return { answer: 'moved' }
  const target = to === 'queue' ? 'queue' : holderOf(to.agent)
  if (state.holder === target && state.fence === expectedFence + 1) return { answer: 'done' }
  if (state.fence !== expectedFence) return { answer: 'moved' }
  const mayPass = reason === 'accepted' ? state.holder === 'queue' : state.holder.startsWith('agent:')
  if (!mayPass) return { answer: 'moved' }
  const by =
    reason === 'transferred' && state.agent ? agentParty(state.agent) : to === 'queue' ? SYSTEM : agentParty(to.agent)
  const id = `${handoffId}:${state.fence + 1}`
  return {
    answer: 'pass',
    drafts: [
      ...(note ? [{ kind: 'note', id: `${id}:note`, by, audience: 'staff', body: { text: note } } as const] : []),
      pass(state, to === 'queue' ? 'queue' : to.agent, { id, by, reason }),
    ],
  }
}

const agentParty = ({ id, name }: AgentFace): Party => ({ role: 'agent', id, name })
