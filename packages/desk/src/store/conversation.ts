import type { QueuedSession, SessionEvent, SessionSnapshot } from '@baton/client'
import type { Reveals } from './reveals.ts'

/** A session that is or was with this agent, and what is known of it here. */
export interface Conversation {
  session: string
  /** As the floor described it; stands in until the session itself has spoken. */
  item: QueuedSession
  acceptedAt: number
  snapshot: SessionSnapshot
  /** The last event this agent was shown here. */
  seen: number
  /** An older page was asked for and has not come yet. */
  loadingOlder: boolean
  /** True once it is no longer among the agent's own; it stays readable until closed. */
  left: boolean
  /** Originals that were asked for, and what became of it. */
  reveals: Reveals
}

/** First response is due within this time of the accept. */
export const FIRST_RESPONSE_MS = 30_000
const AMBER_AT = 0.7

export type Message = Extract<SessionEvent, { kind: 'message' }>

export const isMessage = (event: SessionEvent): event is Message => event.kind === 'message'

export function lastMessage(conversation: Conversation): Message | undefined {
  return conversation.snapshot.events.findLast(isMessage)
}

/** Whether the customer said something this agent has not been shown. */
export function isUnread(conversation: Conversation): boolean {
  const { view, events } = conversation.snapshot
  const seen = Math.max(conversation.seen, view?.reads.staff ?? 0)
  return events.some((event) => isMessage(event) && event.by.role === 'customer' && event.seq > seen)
}

/** The session in which the customer goes on instead of this one; null when they do not. */
export function linkedTo(events: readonly SessionEvent[]): string | null {
  const last = events.findLast(
    ({ kind, body }) => kind === 'session.unlinked' || (kind === 'session.linked' && body.as === 'earlier'),
  )
  return last?.kind === 'session.linked' ? last.body.session : null
}

/** When an agent first answered after the accept; null while the customer still waits for it. */
export function firstResponseAt(conversation: Conversation): number | null {
  const answer = conversation.snapshot.events.find(
    (event) => isMessage(event) && event.by.role === 'agent' && event.at >= conversation.acceptedAt,
  )
  return answer?.at ?? null
}

export interface ResponseClock {
  elapsedMs: number
  state: 'calm' | 'amber' | 'red'
}

/** The running first-response clock; null once answered or when the session is not with the agent. */
export function responseClock(conversation: Conversation, now: number): ResponseClock | null {
  if (conversation.left || firstResponseAt(conversation) !== null) return null
  const elapsedMs = Math.max(0, now - conversation.acceptedAt)
  const state = elapsedMs >= FIRST_RESPONSE_MS ? 'red' : elapsedMs >= FIRST_RESPONSE_MS * AMBER_AT ? 'amber' : 'calm'
  return { elapsedMs, state }
}

/** Since when the customer has waited for an answer of a person; null when the last word was ours. */
export function waitingSince(conversation: Conversation): number | null {
  if (conversation.left) return null
  if (firstResponseAt(conversation) === null) return conversation.acceptedAt
  const messages = conversation.snapshot.events.filter(isMessage)
  const answered = messages.findLastIndex((message) => message.by.role !== 'customer')
  return messages[answered + 1]?.at ?? null
}

export type Ended = 'resolved' | 'handed_back' | 'transferred'

/** How this agent's part ended by their own hand; null when it goes on, or somebody else took it from them. */
export function endedBy(conversation: Conversation, me: string): Ended | null {
  const pass = conversation.snapshot.events.findLast((event) => event.kind === 'baton.passed')
  if (pass?.by.id !== me || pass.body.from !== `agent:${me}`) return null
  const { reason } = pass.body
  return reason === 'resolved' || reason === 'handed_back' || reason === 'transferred' ? reason : null
}
