/** Who may do what: one table of principals and operations, and what each door asks for. */

export { operationOfAction } from './actions.ts'
export { COMMANDS, FLOOR_FRAMES, operationOf, SESSION_FRAMES } from './doors.ts'
export { type Grade, may, OPERATIONS, type Operation } from './operations.ts'
export { PRINCIPALS, type Principal, principalOf } from './principal.ts'
