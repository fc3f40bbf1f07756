import type { EventBody, Reading } from '@baton/protocol'
import type { FactSheet } from '../rules/index.ts'
import { hasProved } from './proof.ts'
import type { SessionState } from './state.ts'

type Outcome = EventBody<'bot.decided'>['outcome']

/**
 * Everything the rules may look at for one message. Counters include the message itself. Before the bot has answered
 * there is no outcome, and a message counts as a miss when nothing in its reading was recognised.
 */
export function factsOf(state: SessionState, reading: Reading, outcome: Outcome | null, now: number): FactSheet {
  const it = state.case
  const missed = !isRecognised(reading, outcome)
  return {
    values: {
      'customer.wantsPerson': reading.wantsPerson.length > 0,
      'customer.proved': hasProved(state, now),
      ...(state.profile?.tier && { 'customer.tier': state.profile.tier }),
      'mood.level': reading.mood.level,
      'case.negativeWords': (it?.negativeWords ?? 0) + reading.mood.negative,
      'case.misses': missed ? (it?.misses ?? 0) + 1 : 0,
      'case.repeats': reading.repeats,
      'case.actionErrors': it?.actionErrors ?? 0,
      'case.clarified': it?.clarified ?? false,
      ...(reading.intent && { 'intent.id': reading.intent.id, 'intent.confidence': reading.intent.confidence }),
      ...(outcome && { 'turn.outcome': outcome }),
      'message.text': reading.text,
    },
    words: {
      'customer.wantsPerson': reading.wantsPerson,
      'mood.level': reading.mood.words,
      'case.negativeWords': [...new Set([...(it?.moodWords ?? []), ...reading.mood.words])],
      'case.misses': it?.earlier.slice(-Math.max(1, it.misses + 1)) ?? [],
      'case.repeats': it?.earlier.slice(-1) ?? [],
    },
  }
}

/** A turn counts as understood when its reading was, unless the bot had to say it does not know. */
export const isRecognised = (reading: Reading, outcome: Outcome | null): boolean =>
  outcome === 'abstain' ? false : reading.recognised || outcome === 'answer' || outcome === 'ask' || outcome === 'act'
