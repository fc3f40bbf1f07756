import type { QueuedSession, SessionEvent } from '@baton/client'
import type { Conversation } from '../store/conversation.ts'

/** A connection that stands: this session is the newer of both. */
export interface Link {
  link: string
  session: string
  at: number
}

/** The connections the log tells of that were not taken back. */
export function linksOf(events: readonly SessionEvent[]): Link[] {
  const links = new Map<string, Link>()
  for (const { kind, at, body } of events) {
    if (kind === 'session.linked' && body.as === 'newer')
      links.set(body.link, { link: body.link, session: body.session, at })
    if (kind === 'session.unlinked') links.delete(body.link)
  }
  return [...links.values()]
}

/** Sessions at hand that may be the same customer's: the agent's own, then those that wait. */
export function candidates(
  session: string,
  own: readonly Conversation[],
  queue: readonly QueuedSession[],
): QueuedSession[] {
  const all = [...own.filter(({ left }) => !left).map(({ item }) => item), ...queue]
  return [...new Map(all.map((item) => [item.session, item])).values()].filter((item) => item.session !== session)
}
