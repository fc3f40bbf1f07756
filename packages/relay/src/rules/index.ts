export type { FactSheet } from './holds.ts'
export { type Fired, judge, type Memory, type Verdict } from './judge.ts'
