import type { enCalls } from './en.calls.ts'

/** Words about calls, in one language. */
export type CallWords = typeof enCalls
