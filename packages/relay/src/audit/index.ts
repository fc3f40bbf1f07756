/** The chain of an audit log: how a record is linked to the one before it, how a break is found, and what it tells of training. */

export { canonical } from './canonical.ts'
export { GENESIS, type Hash, link } from './chain.ts'
export { type Days, REPORT_DAYS, REPORTED, trainerHours, writtenWithin } from './hours.ts'
export { type Break, firstBreak } from './verify.ts'
