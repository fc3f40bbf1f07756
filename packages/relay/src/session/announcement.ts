import type { SessionEvent, WebhookType } from '@baton/protocol'

/** What a business may be told of an event of the log: what happened, and in which case. Null for what is not its business. */
export function announcementOf(event: SessionEvent): { type: WebhookType; caseId?: string } | null {
  switch (event.kind) {
    case 'case.opened':
      return { type: event.body.reopened ? 'case.reopened' : 'case.opened', caseId: event.body.caseId }
    case 'case.closed':
    case 'case.rated':
      return { type: event.kind, caseId: event.body.caseId }
    case 'message':
      return { type: 'message.created' }
    case 'message.delivery':
      return event.body.state === 'failed' ? { type: 'message.failed' } : null
    case 'handoff.requested':
    case 'baton.passed':
    case 'call.started':
    case 'call.ended':
      return { type: event.kind }
    case 'profile.updated':
      return { type: 'customer.updated' }
    // The earlier segment says nothing that the newer does not.
    case 'session.linked':
      return event.body.as === 'newer' ? { type: 'customer.linked' } : null
    case 'session.unlinked':
      return { type: 'customer.unlinked' }
    default:
      return null
  }
}
