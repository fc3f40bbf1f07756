import type { HandoffReason } from '@baton/protocol'
import { fromLog } from '../masking/index.ts'
import { pass } from './baton.ts'
import { type Orders, writeBrief } from './brief.ts'
import { type EventDraft, type MaskedFiring, SYSTEM } from './draft.ts'
import type { SessionState } from './state.ts'

/** The events by which a rule that fired hands the session to the queue. `handoffId` is given, so a retry makes the same. */
export function escalate(
  state: SessionState,
  request: {
    handoffId: string
    reason: HandoffReason
    priority: number
    firing: MaskedFiring
    /** Supervisors are to know at once. */
    alert?: boolean
    /** Who asked, and under which event id: the customer by the button, or the rules. */
    by?: EventDraft['by']
    id?: string
  },
  now: number,
): EventDraft[] {
  const { handoffId, reason, priority, firing } = request
  // Who is signed in has orders to be asked for; an effect of this request does so, and writes the brief once more.
  const orders: Orders = {
    orders: fromLog([]),
    ordersState: state.profile?.verified ? 'asked' : 'anonymous',
  }
  const by = request.by ?? { role: 'system', id: 'rules' }
  return [
    {
      kind: 'rule.fired',
      id: `${handoffId}:rule`,
      by: SYSTEM,
      audience: 'staff',
      body: { ...firing, mode: 'handoff', reason, priority, handoffId, ...(request.alert && { alert: true as const }) },
    },
    {
      kind: 'handoff.requested',
      id: request.id ?? `${handoffId}:requested`,
      by,
      audience: 'all',
      body: { handoffId, asked: reason === 'asked' },
    },
    {
      kind: 'brief.written',
      id: `${handoffId}:brief`,
      by: SYSTEM,
      audience: 'staff',
      body: { handoffId, brief: writeBrief(state, firing, orders, now) },
    },
    pass(state, 'queue', { id: `${handoffId}:queued`, by: SYSTEM, reason: 'requested', handoffId }),
  ]
}
