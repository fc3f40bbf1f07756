import type { Interaction, SessionEvent } from '@baton/protocol'

/** What the log itself says of a case; whose it is, the session knows. */
export type CaseRecord = Omit<Interaction, 'workspace' | 'session' | 'customer' | 'hostId'>

/**
 * The record of a case, from its log as it reads now: what was taken out of it is not in the record either. Null until it
 * was closed once, and when the log no longer holds it.
 *
 * @param events from the case's opening on, or from before it, oldest first.
 */
export function caseRecord(events: Iterable<SessionEvent>, caseId: string): CaseRecord | null {
  let isInside = false
  let version = 0
  let score: CaseRecord['score'] = null
  let intent: string | null = null
  let reason: CaseRecord['reason'] | null = null
  let callMs: number | null = null
  let summary: Pick<CaseRecord, 'messages' | 'want' | 'outcome' | 'openedAt' | 'closedAt'> | null = null
  const channels = new Set<CaseRecord['channels'][number]>()
  const agents = new Map<string, CaseRecord['agents'][number]>()
  const seqs = new Set<number>()
  for (const event of events) {
    const { kind, body } = event
    if (kind === 'case.opened') isInside = body.caseId === caseId
    if (isInside) seqs.add(event.seq)
    // Said in another case about this one.
    if (kind === 'case.rated' && body.caseId === caseId) {
      score = body.score
      version = event.seq
    }
    if (kind === 'event.redacted' && seqs.has(body.ref)) version = event.seq
    if (!isInside) continue
    switch (kind) {
      case 'message':
        if (event.by.role === 'customer') channels.add(body.via?.channel ?? 'web')
        break
      case 'bot.decided':
        intent = body.intent?.id ?? intent
        break
      case 'baton.passed':
        if (body.agent) agents.set(body.agent.id, { id: body.agent.id, name: body.agent.name })
        break
      case 'case.closed':
        reason = body.reason
        version = event.seq
        break
      case 'call.ended':
        callMs = (callMs ?? 0) + body.durationMs
        break
      case 'case.summarised': {
        const { messages, want, outcome, openedAt, closedAt } = body
        summary = { messages, want, outcome, openedAt, closedAt }
        break
      }
    }
  }
  if (!summary || !reason) return null
  return {
    caseId,
    version,
    channels: [...channels],
    reason,
    agents: [...agents.values()],
    intent,
    score,
    ...(callMs !== null && { callSeconds: Math.round(callMs / 1_000) }),
    ...summary,
  }
}
