import type { Party, Settings } from '@baton/protocol'
import { fromLog, type Redacted } from '../masking/index.ts'
import { accept, type EventDraft, SYSTEM, type Verdict } from './draft.ts'
import type { CaseState, SessionState } from './state.ts'

/** The event that makes sure a case is open: none, a new one, or the last one again within its window. */
export function openCase(state: SessionState, id: string, settings: Settings, now: number): EventDraft[] {
  const last = state.case
  if (last?.open) return []
  const reopened = last?.closedAt != null && now - last.closedAt < settings.reopenMs
  const caseId = reopened ? last.id : `k_${id}`
  return [{ kind: 'case.opened', id: `${id}:case`, by: SYSTEM, audience: 'all', body: { caseId, reopened } }]
}

/** The events that end a case: closed, and the service summary for the customer. */
export function closeCase(
  it: CaseState,
  end: { id: string; by: Party; reason: 'resolved' | 'silence'; resolution: Redacted },
  now: number,
): EventDraft[] {
  return [
    {
      kind: 'case.closed',
      id: end.id,
      by: end.by,
      audience: 'all',
      body: { caseId: it.id, reason: end.reason, ...(end.resolution && { resolution: end.resolution }) },
    },
    {
      kind: 'case.summarised',
      id: `${end.id}:summary`,
      by: SYSTEM,
      audience: 'all',
      body: {
        caseId: it.id,
        want: fromLog(it.want ?? ''),
        outcome: end.resolution,
        agents: it.agents.map((agent) => agent.name),
        messages: it.messages,
        openedAt: it.openedAt,
        closedAt: now,
      },
    },
  ]
}

/** A case with the bot in which nobody has written for `caseIdleMs`. With a person, or in a call, it stays open. */
export function closeSilent(state: SessionState, settings: Settings, now: number): Verdict {
  const it = state.case
  if (!it?.open || state.holder !== 'bot' || state.call || now - it.lastAt < settings.caseIdleMs) return accept()
  const id = `${it.id}:${it.openedAt}:${state.head}:silence`
  return accept(...closeCase(it, { id, by: SYSTEM, reason: 'silence', resolution: fromLog('') }, now))
}
