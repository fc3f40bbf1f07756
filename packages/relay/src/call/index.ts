/** Calls, as pure functions: who hears whom, who has the turn, and how much of what was said aloud was heard. */

export {
  afterEvent,
  heardBy,
  hearsBot,
  holdsSession,
  isBridged,
  isHeld,
  isListenedTo,
  type Line,
  type Lines,
  phaseOf,
  type Seat,
  type Staff,
  type Standing,
  standingOf,
} from './bridge.ts'
export { CONSENT_PHRASES, consentByKey, consentOf, takesConsentBack } from './consent.ts'
export { type HeardOf, type Piece, SaidAloud } from './said-aloud.ts'
export {
  type CallWords,
  quietTurn,
  TURN_TIMES,
  type TurnInput,
  type TurnOutput,
  type TurnState,
  takeTurn,
} from './turn-taking.ts'
