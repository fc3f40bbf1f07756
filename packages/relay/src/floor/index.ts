/** The floor: presence, capacity, queue and offers of one workspace, as pure functions. */

export { awaitedBy, boardsOf, holds, offeredCall } from './board.ts'
export type { FloorCommand, FloorContext, FloorEffect, GoesOn, PassOutcome } from './command.ts'
export { crowdOf } from './crowd.ts'
export { decideFloor } from './decide.ts'
export type { Touched } from './draft.ts'
export { nextDue } from './due.ts'
export { type Departure, emptyFloor, type FloorAgent, type FloorItem, type FloorState, type Stage } from './state.ts'
export { transferObstacle } from './transfers.ts'
