import type { SessionSnapshot } from '@baton/client'
import type { Words } from '../words/words.ts'
import type { CallState } from './model.ts'
import type { CallWords } from './words/call-words.ts'

/** Whom the customer speaks with. */
export const partyLine = ({ phase, agent, isHeld }: CallState, own: CallWords, words: Words): string => {
  if (isHeld) return own.held
  switch (phase) {
    case 'bot':
      return own.withBot
    case 'queued':
      return own.queued
    case 'agent':
      return own.withAgent(agent?.name ?? words.person)
    case 'held':
      return own.heldByOther
    case 'connecting':
    case 'ended':
      return own.connecting
  }
}

/** What goes with it: the place in line, or what is not as it should be. */
export const secondLine = (state: CallState, snapshot: SessionSnapshot, own: CallWords, words: Words): string => {
  const queue = snapshot.view?.queue
  if (state.phase === 'queued' && queue && !state.isHeld) return words.position(queue.position)
  if (state.isMuted && !state.isHeld) return own.muted
  return state.isOtherMuted ? own.otherMuted : ''
}

/** In whose colour the baton is. */
export const partyKind = ({ phase, agent }: CallState): 'bot' | 'queue' | 'agent' => {
  if (phase === 'queued') return 'queue'
  return phase === 'agent' || (phase === 'held' && agent) ? 'agent' : 'bot'
}
