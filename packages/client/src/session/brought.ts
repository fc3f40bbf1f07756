import type { Attachment, EventBody, SentFile, SessionEvent } from '@baton/protocol/wire'

/** Something a message brings besides words: on its way, here, or it will not come. */
export type Brought =
  | { kind: Attachment['kind']; as: 'coming' }
  | { kind: Attachment['kind']; as: 'here'; file: SentFile }
  | { kind: Attachment['kind']; as: 'missed'; reason: EventBody<'attachment.missed'>['reason'] }

/**
 * What messages bring, by their seq, in the order in which each names it. Whatever order the events are read in: what has
 * arrived stays, the first of it, also where it was once given up. What belongs to no message that is held is left out.
 */
export function broughtBy(events: readonly SessionEvent[]): ReadonlyMap<number, readonly Brought[]> {
  const all = new Map<number, Brought[]>()
  for (const { kind, seq, body } of events)
    if (kind === 'message' && body.attachments)
      all.set(
        seq,
        body.attachments.map(({ kind }) => ({ kind, as: 'coming' })),
      )
  for (const { kind, body } of events) {
    if (kind !== 'attachment.arrived' && kind !== 'attachment.missed') continue
    const places = all.get(body.ref)
    const place = places?.[body.index]
    if (!places || !place || place.as === 'here') continue
    if (kind === 'attachment.arrived') places[body.index] = { kind: place.kind, as: 'here', file: body.file }
    else if (place.as === 'coming') places[body.index] = { kind: place.kind, as: 'missed', reason: body.reason }
  }
  return all
}
