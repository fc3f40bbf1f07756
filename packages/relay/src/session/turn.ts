import type { Settings } from '@baton/protocol'
import type { SessionState } from './state.ts'

/**
 * The bot's debt to the customer: made in the transaction that stores the message, gone in the one that answers it.
 * At most one is live; messages that arrive meanwhile join it.
 */
export interface Turn {
  id: string
  /** The fence it was begun under. An answer under an older fence than the session's is dropped. */
  fence: number
  deadline: number
  /** Messages it answers. */
  seqs: number[]
}

/** The turn after a customer's message while the bot holds the baton. */
export function joinTurn(turn: Turn | null, seq: number, state: SessionState, settings: Settings, now: number): Turn {
  if (turn && turn.fence === state.fence) return { ...turn, seqs: [...turn.seqs, seq] }
  return { id: `t_${state.fence}_${seq}`, fence: state.fence, deadline: now + settings.turnMs, seqs: [seq] }
}

/** Whether what a turn made may still be shown. */
export const isCurrent = (turn: Turn, state: SessionState): boolean =>
  state.holder === 'bot' && state.fence === turn.fence && state.linkedTo === null
