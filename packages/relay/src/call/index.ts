/** Calls, as pure functions: who has the turn, and how much of what was said aloud was heard. */

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
