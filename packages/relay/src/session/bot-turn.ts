import type {
  BotContext,
  Citation,
  Decision,
  EventBody,
  Locale,
  Option,
  Pack,
  Reading,
  Snapshot,
  Spoken,
} from '@baton/protocol'
import { DETECTORS, type Masked, type Redacted, redactJson } from '../masking/index.ts'
import type { Fired } from '../rules/index.ts'
import { BOT, type EventDraft, type MaskedFiring, SYSTEM } from './draft.ts'
import { isRecognised } from './facts.ts'
import { provedBy } from './proof.ts'
import type { SessionState } from './state.ts'
import type { Turn } from './turn.ts'
import { type Voice, voiceOf } from './voice.ts'

/** What the bot is told of the case besides the messages it answers. */
export function botContext(state: SessionState, turn: Turn, now: number): BotContext {
  const it = state.case
  const { times, scores } = it ?? {}
  return {
    locale: it?.locale ?? state.profile?.locale ?? 'en',
    earlier: it?.earlier.slice(0, -turn.seqs.length) ?? [],
    flow: it?.flow ?? null,
    clarified: it?.clarified ?? false,
    ...(times && { times }),
    ...(scores && { scores }),
    customer: {
      name: state.profile?.name ?? null,
      tier: state.profile?.tier ?? null,
      vip: state.profile?.attributes.vip === true || state.profile?.tier?.toLowerCase() === 'vip',
      id: state.profile?.verified ? state.profile.hostId : null,
      proved: provedBy(state, now, 'code').map(({ purpose }) => purpose),
    },
    facts: it?.facts ?? [],
    turns: it?.botTurns ?? 0,
    now,
    ...(it?.reopened && { reopened: it.reopened }),
    ...(it?.previous && { previous: it.previous }),
  }
}

/** What the bot and the rules are told of how the messages of a turn were said; nothing of those that were written. */
export function heardOf(
  { voice: usual }: SessionState,
  spoken: readonly Spoken[],
): { context: Pick<BotContext, 'spoken' | 'arousal'>; voice?: Voice } {
  if (spoken.length === 0) return { context: {} }
  const voice = voiceOf(usual, spoken)
  return { context: { spoken: true, ...soundOf(voice) }, ...(voice && { voice }) }
}

/** The part of a voice that words are weighed by. */
export const soundOf = (voice: Voice | undefined): Pick<BotContext, 'arousal'> =>
  voice?.arousal === undefined ? {} : { arousal: voice.arousal }

/** Other guesses that are kept of each kind. */
const KEPT = 3

type Outcome = Extract<EventDraft, { kind: 'bot.decided' }>['body']['outcome']

/**
 * What the bot made of the turn and why, for staff and for the rules' counters. What was read in the text,
 * and what the business system said, pass the masking door; `exempt` spares the workspace's own numbers.
 */
export function botDecided(
  turn: Turn,
  { version, pack }: Snapshot,
  reading: Reading,
  outcome: Outcome,
  decision: Decision | null,
  exempt: readonly RegExp[],
): EventDraft {
  return {
    kind: 'bot.decided',
    id: `${turn.id}:decided`,
    by: BOT,
    audience: 'staff',
    body: {
      turn: turn.id,
      snapshot: version,
      outcome,
      intent: named(reading.intent, pack),
      // A request for a person is understood, whatever else the message says.
      recognised: reading.wantsPerson.length > 0 || isRecognised(reading, decision?.do ?? null),
      mood: redactJson(reading.mood, DETECTORS, exempt),
      locale: reading.locale,
      entities: redactJson(reading.entities, DETECTORS, exempt),
      flow: decision?.flow ? redactJson(decision.flow, DETECTORS, exempt) : null,
      why: redactJson(decision?.why ?? [], DETECTORS, exempt),
      ...understood(reading),
      ...(decision?.facts && decision.facts.length > 0 && { facts: redactJson(decision.facts, DETECTORS, exempt) }),
    },
  }
}

/** Ids and numbers only: what was written is in the message. */
function understood({ alternatives = [], nearest, smallTalk, repeated = [] }: Reading) {
  return {
    ...(alternatives.length > 0 && { alternatives: alternatives.slice(0, KEPT) }),
    ...(nearest.length > 0 && { nearest: nearest.slice(0, KEPT) }),
    ...(smallTalk && { smallTalk }),
    ...(repeated.length > 0 && { repeated }),
  }
}

/** The intent with the name its operators gave it, so that who reads the event needs no pack. */
function named(intent: Reading['intent'], pack: Pack): EventBody<'bot.decided'>['intent'] {
  const name = pack.intents.find((each) => each.id === intent?.id)?.name
  return intent && { ...intent, ...(name && { name }) }
}

/** The bot's one message of a turn. */
export function botSays(
  turn: Turn,
  text: Redacted,
  locale: Locale,
  { citations = [], options }: { citations?: Citation[]; options?: Masked<Option[]> } = {},
): EventDraft {
  return {
    kind: 'message',
    id: turn.id,
    by: BOT,
    audience: 'all',
    body: {
      text,
      locale,
      ...(citations.length > 0 && { citations }),
      ...(options && options.length > 0 && { options }),
      turn: turn.id,
      fence: turn.fence,
    },
  }
}

/** What is stored of a rule that fired. `version` is the snapshot's. */
export const firingOf = ({ rule, evidence }: Fired, version: string, exempt: readonly RegExp[]): MaskedFiring => ({
  rule: rule.id,
  name: rule.name,
  ruleVersion: version,
  evidence: redactJson(evidence, DETECTORS, exempt),
})

/** A rule had the bot offer a person. `id` names what it was offered with: a turn, or nothing the customer wrote. */
export function personOffered(id: string, version: string, fired: Fired, exempt: readonly RegExp[]): EventDraft[] {
  const { id: rule, reason, priority, alert } = fired.rule
  return [
    {
      kind: 'rule.fired',
      id: `${id}:rule`,
      by: SYSTEM,
      audience: 'staff',
      body: { ...firingOf(fired, version, exempt), mode: 'offer', reason, priority, ...(alert && { alert }) },
    },
    { kind: 'handoff.offered', id: `${id}:offer`, by: SYSTEM, audience: 'staff', body: { rule } },
  ]
}

/** The bot offers a person though the customer has not written: an offer that waited, or one that follows a rating. */
export function offerUnasked(
  { head, fence }: SessionState,
  version: string,
  fired: Fired,
  exempt: readonly RegExp[],
  { text, locale, options }: { text: Redacted; locale: Locale; options: Masked<Option[]> },
): EventDraft[] {
  const id = `o_${fence}_${head}`
  return [
    ...personOffered(id, version, fired, exempt),
    { kind: 'message', id, by: BOT, audience: 'all', body: { text, locale, options, fence } },
  ]
}

/** Something the bot asks of the business system, before and after. `key` makes it idempotent there and here. */
export function actionStarted(
  turn: Turn,
  action: string,
  key: string,
  input: Masked<Record<string, string>>,
): EventDraft {
  return { kind: 'action.started', id: key, by: BOT, audience: 'staff', body: { turn: turn.id, action, key, input } }
}

export function actionFinished(turn: Turn, action: string, key: string, code: string): EventDraft {
  const body = { turn: turn.id, action, key, ok: code === 'ok', code }
  // A rerun may end otherwise; both endings are facts.
  return { kind: 'action.finished', id: `${key}:${code}`, by: BOT, audience: 'staff', body }
}
