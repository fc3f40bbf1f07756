/** The chain of an audit log: how a record is linked to the one before it, and how a break is found. */

export { canonical } from './canonical.ts'
export { GENESIS, type Hash, link } from './chain.ts'
export { type Break, firstBreak } from './verify.ts'
