import type { Evidence } from '@baton/protocol'
import { fromLog } from '@baton/relay/masking'
import type { Failure, MaskedFiring } from '@baton/relay/session'

/** Rules the gateway brings itself; every pack's rules stand before them. */
const builtIn = (rule: string, evidence: Evidence): MaskedFiring => ({
  rule,
  ruleVersion: 'built-in',
  evidence: fromLog([evidence]),
})
export const FLOW_ENDS = { reason: 'policy', priority: 0, alert: false } as const
export const FLOW_ENDED = builtIn('flow-handoff', { fact: 'turn.outcome', value: 'handoff', words: [] })
export const BOT_FAILS = { reason: 'bot_failed', priority: 0, alert: false } as const
export const botFailed = (failure: Failure): MaskedFiring =>
  builtIn('turn-deadline', { fact: 'turn.failure', value: failure, words: [] })
