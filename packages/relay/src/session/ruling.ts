import type { Pack, Phase } from '@baton/protocol'
import { type Fired, judge, type Verdict } from '../rules/index.ts'
import { factsOf, type Look, memoryOf } from './facts.ts'
import type { SessionState } from './state.ts'

/** What a pack's rules say to a session at one phase of a turn. */
export const ruleOn = (
  state: SessionState,
  pack: Pick<Pack, 'rules' | 'intents' | 'flagged'>,
  at: Phase,
  look: Look,
  now: number,
): Verdict => judge(pack.rules, at, factsOf(state, look, pack, now), memoryOf(state), now)

/** The one of two offers that is made; of equals the earlier. */
export const weightier = (earlier: Fired | null, later: Fired | null): Fired | null =>
  earlier && later && later.rule.priority > earlier.rule.priority ? later : (earlier ?? later)
