import { type Conversation, lastMessage, waitingSince } from './conversation.ts'

const lastActivity = (conversation: Conversation): number => lastMessage(conversation)?.at ?? conversation.acceptedAt

/** What needs a hand first: the customer who has waited longest; then the latest activity; sessions that left come last. */
export function byNeed(conversations: readonly Conversation[]): Conversation[] {
  return [...conversations].sort((one, other) => {
    if (one.left !== other.left) return one.left ? 1 : -1
    const mine = waitingSince(one)
    const theirs = waitingSince(other)
    if (mine !== null && theirs !== null) return mine - theirs
    if (mine !== null || theirs !== null) return mine !== null ? -1 : 1
    return lastActivity(other) - lastActivity(one)
  })
}

/** Keeps the order the agent is looking at; only what is gone leaves, and what is new comes last. */
export function heldOrder(order: readonly string[], conversations: readonly Conversation[]): Conversation[] {
  const place = new Map(order.map((session, index) => [session, index]))
  const at = (conversation: Conversation) => place.get(conversation.session) ?? order.length
  return [...conversations].sort((one, other) => at(one) - at(other))
}
