export { backtest } from './backtest.ts'
export type { Thinking } from './replay.ts'
