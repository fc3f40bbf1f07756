import type { EventBody, Firing, HandoffReason, Settings } from '@baton/protocol'
import { fromLog } from '../masking/index.ts'
import { pass } from './baton.ts'
import { openCase } from './case.ts'
import { type EventDraft, firedBefore, SYSTEM } from './draft.ts'
import { escalate } from './escalation.ts'
import { foldDrafts } from './fold.ts'
import type { SessionState } from './state.ts'

/** Two sessions of one customer. `link` names the connection, and makes what is written of it the same when told again. */
export interface Link {
  link: string
  /** The other one. */
  session: string
}

/** A case that goes on in the newer session: what was known of it, and whom it waited for. */
export interface MovedCase {
  case: EventBody<'case.moved'>
  handoff: { reason: HandoffReason; priority: number; firing: Firing | null }
}

/** Rules the gateway brings itself. */
const LINKED: Firing = { rule: 'session-linked', ruleVersion: 'built-in', evidence: [] }

/**
 * This session becomes the other's earlier segment. Its case ends without a word: with the bot it is over, and one that
 * waited for a person, or had one, goes on there, with the same one if they can.
 */
export function becomeEarlier(
  state: SessionState,
  own: string,
  { link, session }: Link,
): { drafts: EventDraft[]; moved: MovedCase | null } {
  if (state.linkedTo === session) return { drafts: [], moved: null }
  const it = state.case
  const letGo = state.holder === 'bot' ? [] : [pass(state, 'bot', { id: `${link}:bot`, by: SYSTEM, reason: 'closed' })]
  const closed: EventDraft[] = it?.open
    ? [
        {
          kind: 'case.closed',
          id: `${link}:closed`,
          by: SYSTEM,
          audience: 'all',
          body: { caseId: it.id, reason: 'silence' },
        },
      ]
    : []
  return {
    drafts: [...letGo, ...closed, linked('earlier', { link, session })],
    moved: state.holder === 'bot' || !it ? null : movedCase(state, own),
  }
}

function movedCase(state: SessionState, own: string): MovedCase {
  const { agent, case: it, handoff } = state
  return {
    case: {
      from: own,
      want: it?.want ?? null,
      facts: it?.facts ?? [],
      tried: it?.tried ?? [],
      marks: it?.marks ?? [],
      ...(agent && { held: { agent: agent.id, fence: state.fence + 1 } }),
    },
    handoff: {
      reason: handoff?.reason ?? 'asked',
      priority: handoff?.priority ?? 0,
      firing: it?.firing ?? null,
    },
  }
}

/** This session is the newer of both: the other's log is read before it. */
export const becomeNewer = (state: SessionState, link: Link): EventDraft[] =>
  state.earlier.includes(link.session) ? [] : [linked('newer', link)]

export const holdLink = ({ link, session }: Link): EventDraft[] => [
  { kind: 'session.link_held', id: `${link}:held`, by: SYSTEM, audience: 'staff', body: { link, session } },
]

export function unlink(state: SessionState, { link, session }: Link): EventDraft[] {
  if (state.linkedTo !== session && !state.earlier.includes(session)) return []
  const body = { link, session }
  return [{ kind: 'session.unlinked', id: `${link}:undone`, by: SYSTEM, audience: 'all', body }]
}

/** Takes a case over from the earlier segment. Whoever has, or waits for, a person here already goes on with that. */
export function takeCase(
  state: SessionState,
  link: string,
  { case: known, handoff }: MovedCase,
  settings: Settings,
  now: number,
): EventDraft[] {
  // As the other session's log has it.
  const body = { ...known, want: fromLog(known.want), facts: fromLog(known.facts) }
  const drafts: EventDraft[] = [
    ...openCase(state, link, settings, now),
    { kind: 'case.moved', id: `${link}:moved`, by: SYSTEM, audience: 'staff', body },
  ]
  if (state.holder !== 'bot') return drafts
  const { reason, priority, firing } = handoff
  const request = { handoffId: `h_${link}`, reason, priority, firing: firedBefore(firing ?? LINKED), by: SYSTEM }
  return [...drafts, ...escalate(foldDrafts(state, drafts, now), request, now)]
}

const linked = (as: 'earlier' | 'newer', { link, session }: Link): EventDraft => ({
  kind: 'session.linked',
  id: `${link}:linked`,
  by: SYSTEM,
  audience: 'all',
  body: { link, as, session },
})
