import type { QueuedSession } from '@baton/client'
import type { Conversation } from '../store/conversation.ts'
import type { Dictionary } from './dictionary.ts'

const SHOWN = 4

/** What the floor calls a customer; one who gave no name is told apart by the end of their session's id. */
export const queuedName = (
  { customer, session }: Pick<QueuedSession, 'customer' | 'session'>,
  words: Dictionary,
): string => customer.trim() || words.guest(session.slice(-SHOWN))

/** What the session itself says goes before what the floor was told. */
export const customerName = ({ item, snapshot }: Conversation, words: Dictionary): string =>
  snapshot.view?.staff?.profile?.name?.trim() || queuedName(item, words)
