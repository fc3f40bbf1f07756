import type { Dictionary } from '../locale/dictionary.ts'
import type { Conversation } from '../store/conversation.ts'
import { holderKind } from './names.ts'

/** Why the agent may not write here, as a sentence; null when the baton is theirs. */
export function obstacle(conversation: Conversation, me: string, words: Dictionary): string | null {
  const { composer, holders } = words
  if (conversation.left) return composer.left
  const { view } = conversation.snapshot
  if (!view) return composer.opening
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
