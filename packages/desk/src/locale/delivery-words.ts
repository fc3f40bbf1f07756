import type { DeliveryReason } from '@baton/client'
import type { Delivery } from '../conversation/deliveries.ts'
import type { Dictionary } from './dictionary.ts'

/** Why it waits or has failed, as a sentence. A gateway newer than this desk may know reasons that have no words here yet. */
function why(words: Readonly<Record<string, string>> & { other: string }, reason: DeliveryReason | null): string {
  return (reason !== null && Object.hasOwn(words, reason) && words[reason]) || words.other
}

/** Why a message could not be delivered. */
export const failureWords = ({ delivery }: Dictionary, reason: DeliveryReason | null): string =>
  why(delivery.failed, reason)

/** Why a test has failed, as whoever has set the account up is told: what they can do about it. */
export const testFailureWords = (words: Dictionary, reason: DeliveryReason | null): string =>
  why({ ...words.delivery.failed, ...words.channels.testReasons }, reason)

/** How far a message has come, and why it waits or has failed. */
export function deliveryWords({ channel, state, reason }: Delivery, words: Dictionary): { said: string; why: string } {
  const { delivery, channelNames } = words
  return {
    said: delivery.said(channelNames[channel], delivery.states[state]),
    why: state === 'held' ? why(delivery.held, reason) : state === 'failed' ? failureWords(words, reason) : '',
  }
}
