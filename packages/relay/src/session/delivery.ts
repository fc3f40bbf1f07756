import { DELIVERY_STATES, type DeliveryState } from '@baton/protocol'

/**
 * Whether news of a message is news: states go forward only, whatever order a vendor tells them in. One that was sent may
 * turn out to have failed, and one that failed may arrive after all; what has arrived cannot fail any more.
 */
export function advances(from: DeliveryState | null, to: DeliveryState): boolean {
  if (from === null) return true
  if (to === 'failed') return from === 'held' || from === 'sent'
  return DELIVERY_STATES.indexOf(to) > DELIVERY_STATES.indexOf(from)
}
