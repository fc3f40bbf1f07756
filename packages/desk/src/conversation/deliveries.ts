import type { ChannelKind, DeliveryReason, DeliveryState, SessionEvent } from '@baton/client'

/** How far a message of ours has come by a channel. `coming`: it is on its way, and nothing is known yet. */
export interface Delivery {
  channel: ChannelKind
  state: DeliveryState | 'coming'
  reason: DeliveryReason | null
}

/**
 * What goes out by a channel, by seq. The session tells of each step; before the first, a message of staff is on its way by
 * the route it names, or by that on which the customer spoke last.
 */
export function deliveriesOf(events: readonly SessionEvent[]): ReadonlyMap<number, Delivery> {
  const found = new Map<number, Delivery>()
  const channels = new Map<string, ChannelKind>()
  let speaksBy: string | null = null
  for (const { kind, seq, by, body } of events) {
    if (kind === 'route.changed') {
      channels.set(body.route, body.channel)
      if (body.standing === 'gone' && body.route === speaksBy) speaksBy = null
    } else if (kind === 'message.delivery') {
      channels.set(body.route, body.channel)
      found.set(body.ref, { channel: body.channel, state: body.state, reason: body.reason ?? null })
    } else if (kind === 'message') {
      if (body.via) channels.set(body.via.route, body.via.channel)
      if (by.role === 'customer') speaksBy = body.via?.route ?? null
      const channel = channels.get(by.role === 'customer' ? '' : (body.to?.route ?? speaksBy ?? ''))
      if (channel) found.set(seq, { channel, state: 'coming', reason: null })
    }
  }
  return found
}
