import type { Dictionary } from '../locale/dictionary.ts'
import { type Conversation, endedBy } from '../store/conversation.ts'
import { holderKind } from './names.ts'

/** Why the agent may not write here, as a sentence; null when the baton is theirs. */
export function obstacle(conversation: Conversation, me: string, words: Dictionary): string | null {
  const { composer, holders } = words
  if (conversation.left) {
    const how = endedBy(conversation, me)
    return how ? composer.ended[how] : composer.left
  }
  const { view, connection } = conversation.snapshot
  if (!view) return connection === 'refused' ? words.conversation.refused : null
  switch (holderKind(view.holder, me)) {
    case 'you':
      return view.case && !view.case.open ? composer.closed : null
    case 'bot':
      return composer.heldByBot
    case 'queue':
      return composer.heldByQueue
    case 'other':
      return composer.heldByAgent(view.agent?.name ?? holders.agent)
  }
}

/** Nothing is known of the session yet, and it is about to be: what is sent now waits in the outbox that long. */
export const isOpening = ({ left, snapshot }: Conversation): boolean =>
  !left && !snapshot.view && snapshot.connection !== 'refused'

/** Whether it is, or is about to be, the agent's to hand back or to resolve. */
export const isOwn = (conversation: Conversation, me: string): boolean => {
  const { view } = conversation.snapshot
  return view ? !conversation.left && holderKind(view.holder, me) === 'you' : isOpening(conversation)
}
