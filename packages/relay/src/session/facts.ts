import type { EventBody, Facts, Pack, Reading, RuleWindow } from '@baton/protocol'
import type { FactSheet, Memory } from '../rules/index.ts'
import { type CountedTurn, type Counts, NOTHING_COUNTED, turnsWithin } from './counts.ts'
import { hasProved } from './proof.ts'
import type { CaseState, SessionState } from './state.ts'
import { raisedBy, type Voice } from './voice.ts'

/** From this confidence on an intent counts as recognised: calibrated, so that nine in ten of those are right. */
export const SURE = 0.8
/** A message is on the topic of an article that is among so many nearest to it. */
const ON_TOPIC = 3

type Outcome = EventBody<'bot.decided'>['outcome']
/** What the bot failed at in a turn. */
export type Failure = 'provider' | 'timeout' | 'action' | 'error'

/** What is known of a turn at the moment the rules are asked. */
export interface Look {
  /** Null when the bot did not get so far, or the customer did not write. */
  reading: Reading | null
  /** Messages it answers, the files that came with them, and kinds of sensitive data masked in them. */
  messages: number
  files: number
  marks: readonly string[]
  /** How the customer sounded, in a call. */
  voice?: Voice
  /** Null before the bot has answered. */
  outcome: Outcome | null
  failure?: Failure
}

/** A look at a session in which nobody has just written. */
export const STANDING: Look = { reading: null, messages: 0, files: 0, marks: [], outcome: null }

/** Everything the rules may look at for one turn; counters include the turn itself. */
export function factsOf(
  state: SessionState,
  look: Look,
  { intents, flagged = [] }: Pick<Pack, 'intents' | 'flagged'>,
  now: number,
): (window: RuleWindow) => FactSheet {
  const { reading } = look
  const counts = state.case?.counts ?? NOTHING_COUNTED
  const known: Facts = {
    ...customerFacts(state, now),
    ...caseFacts(state.case, counts, look),
    ...(reading && messageFacts(reading, look)),
    ...(reading && intentFacts(reading, intents, flagged)),
    ...(state.case?.flow && { 'flow.id': state.case.flow.flow }),
    ...(look.outcome && { 'turn.outcome': look.outcome, 'turn.deeper': isDeeper(counts.turns.at(-1), look) }),
    ...(look.failure && { 'turn.failure': look.failure }),
  }
  const sheetOf = (window: RuleWindow): FactSheet => {
    const { values, words } = counted(state.case, counts, look, window, now)
    return {
      values: { ...known, ...values },
      words: {
        ...(reading && { 'customer.wantsPerson': reading.wantsPerson, 'mood.level': reading.mood.words }),
        ...words,
      },
      ...(reading && reading.mood.level !== 'calm' && { beside: { 'mood.level': raisedBy(look.voice) } }),
    }
  }
  // Most rules look as far back as there is.
  const whole = sheetOf({})
  return (window) => (window.turns || window.minutes ? sheetOf(window) : whole)
}

function customerFacts(state: SessionState, now: number): Facts {
  const { profile } = state
  const { tier = null, attributes = {} } = profile ?? {}
  return {
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`attribute.${name}`, value])),
    'customer.verified': profile?.verified ?? false,
    'customer.proved': hasProved(state, now),
    ...(tier !== null && { 'customer.tier': tier }),
    'customer.vip': attributes.vip === true || tier?.toLowerCase() === 'vip',
  }
}

const caseFacts = (it: CaseState | null, counts: Counts, { reading }: Look): Facts => ({
  'case.turns': counts.total + (reading ? 1 : 0),
  'case.clarified': it?.clarified ?? false,
  'case.offered': counts.offer !== null,
  ...(typeof it?.rating === 'number' && { 'case.rating': it.rating }),
})

const messageFacts = ({ text, mood, wantsPerson }: Reading, { marks, files, voice = {} }: Look): Facts => ({
  'customer.wantsPerson': wantsPerson.length > 0,
  'message.text': text,
  'message.marks': marks,
  'message.files': files,
  'mood.level': mood.level,
  'mood.trend': mood.trend ?? 'steady',
  ...(mood.score !== undefined && { 'mood.score': mood.score }),
  'mood.profanity': mood.profanity ?? 0,
  'mood.urgency': mood.urgency ?? 0,
  ...Object.fromEntries(Object.entries(voice).map(([name, value]) => [`voice.${name}`, value])),
})

function intentFacts({ intent }: Reading, intents: Pack['intents'], flagged: readonly string[]): Facts {
  if (!intent) return {}
  const meant = intent.confidence >= SURE ? intents.find(({ id }) => id === intent.id) : undefined
  return {
    'intent.id': intent.id,
    'intent.confidence': intent.confidence,
    ...(meant && {
      // A pack published before intents had tags.
      'intent.tags': meant.tags ?? [],
      'intent.person': 'person' in meant.serve,
      'intent.flagged': flagged.includes(meant.id),
    }),
  }
}

/** The bot has quoted an article, is asked on about it, and has nothing more to say. */
function isDeeper(last: CountedTurn | undefined, { reading, outcome }: Look): boolean {
  if (!last || !reading || (outcome !== 'abstain' && outcome !== 'clarify')) return false
  return reading.nearest.slice(0, ON_TOPIC).some(({ article }) => last.cited.includes(article))
}

function counted(it: CaseState | null, counts: Counts, look: Look, window: RuleWindow, now: number): FactSheet {
  const { reading } = look
  const before = turnsWithin(counts, window, now)
  const missedBefore = before.length - 1 - before.findLastIndex(({ missed }) => !missed)
  const missed = reading && !isRecognised(reading, look.outcome)
  const misses = !reading ? missedBefore : missed ? missedBefore + 1 : 0
  const negative = before.reduce((sum, each) => sum + each.negative, reading?.mood.negative ?? 0)
  const errors = before.reduce((sum, each) => sum + each.errors, counts.errors)
  const repeats = reading ? repeatsWithin(reading, it, counts, look, window, now) : null
  return {
    values: {
      'case.misses': misses,
      'case.negativeWords': negative,
      'case.actionErrors': errors,
      ...(repeats !== null && { 'case.repeats': repeats }),
    },
    words: {
      'case.misses': misses > 0 ? (it?.earlier.slice(-misses) ?? []) : [],
      'case.negativeWords': [...new Set([...before.flatMap(({ words }) => words), ...(reading?.mood.words ?? [])])],
      'case.repeats': it?.earlier.slice(-1) ?? [],
    },
  }
}

/** How often the same was asked before, in messages that stand in the window. */
function repeatsWithin(
  { repeats, repeated }: Reading,
  it: CaseState | null,
  { said }: Counts,
  { messages }: Look,
  window: RuleWindow,
  now: number,
): number {
  const times = it?.times ?? []
  const stands = (back: number): boolean => {
    const at = times[times.length - messages - back]
    return (
      back <= said - messages &&
      (window.turns === undefined || back < window.turns) &&
      (window.minutes === undefined || (at !== undefined && at >= now - window.minutes * 60_000))
    )
  }
  return repeated ? repeated.filter(stands).length : Math.min(repeats, Math.max(0, said - messages))
}

/** A turn counts as understood when its reading was, unless the bot had to say it does not know. */
export const isRecognised = (reading: Reading, outcome: Outcome | null): boolean =>
  outcome === 'abstain' ? false : reading.recognised || outcome === 'answer' || outcome === 'ask' || outcome === 'act'

/** What the session remembers of rules that fired before. */
export function memoryOf({ fired = {}, case: it }: SessionState): Memory {
  const { offer, total } = it?.counts ?? NOTHING_COUNTED
  return { fired, offer: offer && { priority: offer.priority, turnsAgo: total - offer.after + 1 } }
}
