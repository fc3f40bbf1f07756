import type { SessionEvent } from '@baton/protocol/wire'

type Redaction = Extract<SessionEvent, { kind: 'event.redacted' }>

const isRedaction = (event: SessionEvent): event is Redaction => event.kind === 'event.redacted'

/** An event as a redaction of it has it: the fields it gives stand in place of its own. */
function redactedBy(event: SessionEvent, { body }: Redaction): SessionEvent {
  const { ref: _ref, cause: _cause, ...fields } = body
  return { ...event, body: { ...event.body, ...fields } } as SessionEvent
}

/** The same events with what the added ones redact put in place. What came by a replay reads so already. */
export function withRedactions(
  events: readonly SessionEvent[],
  added: readonly SessionEvent[],
): readonly SessionEvent[] {
  const redactions = added.filter(isRedaction)
  if (redactions.length === 0) return events
  return events.map((event) =>
    redactions.reduce((now, redaction) => (redaction.body.ref === now.seq ? redactedBy(now, redaction) : now), event),
  )
}
