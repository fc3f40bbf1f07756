import { ANSWERS, afterCallEvent, type Entity, type EventBody, type SessionEvent } from '@baton/protocol'
import { type Counts, countAnswer, countOffer, countTurn, NOTHING_COUNTED } from './counts.ts'
import { type EventDraft, numbered } from './draft.ts'
import { SURE } from './facts.ts'
import { withWays } from './routes.ts'
import type { CaseState, SessionState } from './state.ts'
import { afterSpoken } from './voice.ts'

/** How many of the customer's messages are kept for telling a repeated question. */
const EARLIER = 20
/** A brief of more facts is read by nobody, and the state is a row that is written with every event. */
const FACTS = 40
const FACT_CHARS = 80
const TRIED = 20
/** Enough to see a burst of messages, and where three moods are heading. */
const TIMES = 8
const SCORES = 3
const REMEMBERED = 50
/** What of a case is kept for the next one. */
const PREVIOUS = 10

/** The one way a session's state changes. Pure: replaying a log gives the same state. */
export function fold(state: SessionState, event: SessionEvent): SessionState {
  const next = apply(state, event)
  return { ...next, head: event.seq, publicHead: event.audience === 'all' ? event.seq : state.publicHead }
}

/** The state as it will be once these drafts are stored, for a decision that builds on them. */
export const foldDrafts = (state: SessionState, drafts: readonly EventDraft[], now: number): SessionState =>
  drafts.reduce((current, draft) => fold(current, numbered(draft, current.head + 1, now)), state)

function apply(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'case.opened':
      return { ...state, case: openCase(state, event.body, event.at), brief: event.body.reopened ? state.brief : null }
    case 'message':
      return inCase(withVoice(withWays(state, event), event), (it) => message(it, event))
    case 'route.changed':
    case 'message.delivery':
      return withWays(state, event)
    case 'bot.decided':
      return inCase(state, (it) => decided(it, event.body, event.at))
    case 'prescreen.asked':
      return inCase(state, (it) => prescreened(it, event.body, event.at))
    case 'prescreen.ended':
      return inCase(state, (it) => ({ ...it, prescreen: null }))
    case 'action.started':
      return inCase(state, (it) => ({ ...it, asking: Object.values(event.body.input) }))
    case 'action.finished':
      return inCase(state, (it) => ({ ...(event.body.ok ? confirmed(it) : failed(it, event.body.code)), asking: [] }))
    case 'rule.fired': {
      const { mode, reason, priority, handoffId: id, alert: _alert, ...firing } = event.body
      const fired = inCase({ ...state, fired: remember(state.fired, firing.rule, event.at) }, (it) => ({
        ...it,
        firing,
        counts: mode === 'offer' ? countOffer(countsOf(it), priority) : countsOf(it),
      }))
      return id ? { ...fired, handoff: { id, reason, priority, at: event.at } } : fired
    }
    case 'handoff.requested':
    case 'handoff.offered': // `rule.fired` has counted it
      return state
    case 'brief.written':
      return { ...state, brief: event.body.brief }
    case 'baton.passed':
      return passed(state, event.body)
    case 'profile.updated':
      return { ...state, profile: event.body.profile }
    case 'session.linked': {
      const { as, session } = event.body
      return as === 'earlier'
        ? { ...state, linkedTo: session }
        : { ...state, earlier: [...state.earlier.filter((known) => known !== session), session] }
    }
    case 'session.unlinked': {
      const { session } = event.body
      return {
        ...state,
        earlier: state.earlier.filter((known) => known !== session),
        linkedTo: state.linkedTo === session ? null : state.linkedTo,
      }
    }
    case 'case.moved':
      return inCase(state, (it) => moved(it, event.body))
    case 'identity.verified': {
      const { method, purpose } = event.body
      const others = state.proofs.filter((proof) => proof.method !== method || proof.purpose !== purpose)
      return { ...state, proofs: [...others, event.body] }
    }
    case 'session.link_held':
      return state
    case 'call.started':
    case 'call.answered':
    case 'call.bridged':
    case 'call.cut':
    case 'call.recorded':
    case 'call.ended':
      return inCall(state, event)
    case 'call.consent': {
      const { call, granted } = event.body
      return { ...inCall(state, event), consent: { call, granted } }
    }
    case 'case.closed':
      return inCase(state, (it) => closed(it, event.body, event.at))
    case 'case.summarised':
      return inCase(state, (it) => ({ ...it, summarised: true }))
    case 'case.rated':
      return inCase(state, (it) => ({ ...it, rated: true, rating: event.body.score }))
    case 'attachment.arrived':
    case 'attachment.missed':
    case 'note':
    case 'event.redacted': // what it says is folded already, from the events it rewrote
    case 'original.revealed':
      return state
    default:
      return unknown(state, event)
  }
}

function withVoice(state: SessionState, { by, body }: Extract<SessionEvent, { kind: 'message' }>): SessionState {
  const voice = by.role === 'customer' && body.spoken ? afterSpoken(state.voice, body.spoken) : undefined
  return voice ? { ...state, voice } : state
}

function inCall({ call: before, ...state }: SessionState, event: Parameters<typeof afterCallEvent>[1]): SessionState {
  const call = afterCallEvent(before, event)
  return call ? { ...state, call } : state
}

/** A kind of a later release, after a roll-back, changes nothing. A kind of this one does not compile here. */
const unknown = (state: SessionState, _event: never): SessionState => state

const countsOf = (it: CaseState): Counts => it.counts ?? NOTHING_COUNTED

/** The newest are kept; more rules than these fire in no session. */
function remember(fired: SessionState['fired'], rule: string, at: number): Record<string, number> {
  const others = Object.entries(fired ?? {}).filter(([id]) => id !== rule)
  return Object.fromEntries([...others, [rule, at]].slice(-REMEMBERED))
}

function inCase(state: SessionState, change: (it: CaseState) => CaseState): SessionState {
  return state.case ? { ...state, case: change(state.case) } : state
}

function openCase(state: SessionState, body: EventBody<'case.opened'>, at: number): CaseState {
  if (body.reopened && state.case) {
    // It keeps what was rated and summarised: who only says thanks is not asked again, and may still rate.
    const reopened = { at, earlier: state.case.earlier.length, facts: state.case.facts }
    return { ...state.case, open: true, closedAt: null, clarified: false, counts: NOTHING_COUNTED, reopened }
  }
  return {
    id: body.caseId,
    openedAt: at,
    open: true,
    closedAt: null,
    rated: false,
    summarised: false,
    lastAt: at,
    messages: 0,
    agents: [],
    locale: state.profile?.locale ?? state.case?.locale ?? 'en',
    earlier: [],
    want: null,
    mood: 'calm',
    moodWords: [],
    clarified: false,
    flow: null,
    facts: [],
    asking: [],
    confirmed: [],
    tried: [],
    marks: [],
    firing: null,
    ...(state.case && { previous: { want: state.case.want, facts: state.case.facts.slice(-PREVIOUS) } }),
  }
}

/** Who only fell silent may come back to what they were doing. */
const closed = (it: CaseState, { reason }: EventBody<'case.closed'>, at: number): CaseState => ({
  ...it,
  open: false,
  closedAt: at,
  flow: reason === 'silence' ? it.flow : null,
  prescreen: null,
})

function prescreened(it: CaseState, body: EventBody<'prescreen.asked'>, askedAt: number): CaseState {
  const { prescreen, handoffId, reason, priority, patienceMs, ...firing } = body
  return {
    ...it,
    prescreened: true,
    prescreen: { prescreen, handoffId, reason, priority, firing, askedAt, patienceMs, known: it.facts },
  }
}

function message(it: CaseState, event: Extract<SessionEvent, { kind: 'message' }>): CaseState {
  const counted = { ...it, messages: it.messages + 1, lastAt: event.at }
  if (event.by.role === 'bot') return { ...counted, counts: countAnswer(countsOf(it), event.body) }
  if (event.by.role !== 'customer') return counted
  const { text, locale, marks = [] } = event.body
  return {
    ...counted,
    locale: locale ?? it.locale,
    times: [...(it.times ?? []), event.at].slice(-TIMES),
    // Files alone have no words.
    ...(text !== '' && {
      earlier: [...it.earlier, text].slice(-EARLIER),
      ...(it.reopened && { reopened: { ...it.reopened, earlier: fromBefore(it, it.reopened.earlier) } }),
      want: it.want ?? text,
      counts: { ...countsOf(it), said: countsOf(it).said + 1 },
    }),
    // In no order of time: one that is masked later, in an earlier message, gives the same.
    marks: [...new Set([...it.marks, ...marks.map((mark) => mark.kind)])].sort(),
  }
}

/** How many of the messages kept are from before, once another comes. */
const fromBefore = ({ earlier }: CaseState, count: number): number =>
  Math.max(0, count - Math.max(0, earlier.length + 1 - EARLIER))

/** What is said again is of now. */
function saidAgain(reopened: NonNullable<CaseState['reopened']>, { entities, facts = [] }: EventBody<'bot.decided'>) {
  const values = new Set([...entities, ...facts].map(({ value }) => value))
  return { reopened: { ...reopened, facts: reopened.facts.filter(({ value }) => !values.has(value)) } }
}

function decided(it: CaseState, body: EventBody<'bot.decided'>, at: number): CaseState {
  const { intent, outcome } = body
  return {
    ...it,
    locale: body.locale,
    mood: body.mood.level,
    moodWords: body.mood.words.length > 0 ? body.mood.words : it.moodWords,
    counts: countTurn(countsOf(it), body, at),
    scores: [...(it.scores ?? []), body.mood.score ?? 0].slice(-SCORES),
    clarified: outcome === 'clarify',
    flow: body.flow,
    want: intent && (outcome !== 'handoff' || intent.confidence >= SURE) ? (it.earlier.at(-1) ?? it.want) : it.want,
    tried:
      intent && outcome !== 'handoff' && !it.tried.some((known) => known.id === intent.id)
        ? [...it.tried, { id: intent.id, ...(intent.name && { name: intent.name }) }].slice(-TRIED)
        : it.tried,
    facts: withTold(withSaid(it, body.entities), body.facts ?? [], it.confirmed),
    botTurns: (it.botTurns ?? 0) + 1,
    ...(it.reopened && saidAgain(it.reopened, body)),
  }
}

/** What is known here already stays. */
function moved(it: CaseState, { from, want, facts, tried, marks, held }: EventBody<'case.moved'>): CaseState {
  const values = new Set(it.facts.map((fact) => fact.value))
  const intents = new Set(it.tried.map((intent) => intent.id))
  return {
    ...it,
    want: it.want ?? want,
    facts: [...it.facts, ...facts.filter((fact) => !values.has(fact.value))].slice(-FACTS),
    tried: [...it.tried, ...tried.filter((intent) => !intents.has(intent.id))].slice(-TRIED),
    marks: [...new Set([...it.marks, ...marks])].sort(),
    ...(held && { movedFrom: { from, ...held } }),
  }
}

/** The business system knew what the bot asked about. */
const confirmed = (it: CaseState): CaseState => {
  const values = [...new Set([...it.confirmed, ...it.asking])].slice(-FACTS)
  return { ...it, confirmed: values, facts: it.facts.map((fact) => verified(fact, values)) }
}

/** A no is an answer; everything else is a failure the rules count. */
const failed = (it: CaseState, code: string): CaseState => ({
  ...it,
  counts: { ...countsOf(it), errors: countsOf(it).errors + (ANSWERS.has(code) ? 0 : 1) },
})

type Fact = CaseState['facts'][number]

const verified = (fact: Fact, confirmedValues: readonly string[]): Fact =>
  fact.verified === 'said' && confirmedValues.includes(fact.value) ? { ...fact, verified: 'business' } : fact

/** Adds what was said, and forgets what was taken back. The same value is one fact, whatever it was called first. */
function withSaid(it: CaseState, entities: readonly Entity[]): Fact[] {
  const takenBack = new Set(entities.map(({ corrects }) => corrects))
  const standing = it.facts.filter(({ value, verified }) => verified !== 'said' || !takenBack.has(value))
  const known = new Set(standing.map((fact) => fact.value))
  const said = entities
    .filter(
      ({ type, value }) =>
        type !== 'yes_no' && type !== 'correction' && value.length <= FACT_CHARS && !known.has(value),
    )
    .map(({ type, value }): Fact => verified({ label: type, value, verified: 'said' }, it.confirmed))
  return [...standing, ...said].slice(-FACTS)
}

/** What a flow was told is what the customer means: it takes the place of what stood under the same name before. */
function withTold(known: readonly Fact[], told: readonly Fact[], confirmedValues: readonly string[]): Fact[] {
  const fitting = told.filter(({ value }) => value.length <= FACT_CHARS).map((fact) => verified(fact, confirmedValues))
  const labels = new Set(fitting.map(({ label }) => label))
  const values = new Set(fitting.map(({ value }) => value))
  return [...known.filter((fact) => !labels.has(fact.label) && !values.has(fact.value)), ...fitting].slice(-FACTS)
}

/** Whoever had it where it came from is asked for no more. */
const arrived = ({ movedFrom }: CaseState) => (movedFrom ? { movedFrom: null } : {})

function passed(state: SessionState, { to, fence, agent }: EventBody<'baton.passed'>): SessionState {
  const held = { ...state, fence, holder: to, agent: agent ?? null, handoff: to === 'bot' ? null : state.handoff }
  // What the rules counted has been heard: who goes back to the bot is not passed on again for it.
  if (!agent) {
    const anew = { counts: NOTHING_COUNTED, scores: [], clarified: false }
    return inCase(held, (it) => ({ ...it, ...anew, ...(to === 'queue' ? { prescreen: null } : arrived(it)) }))
  }
  const agents = (it: CaseState) => [...it.agents.filter((known) => known.id !== agent.id), agent]
  return inCase(held, (it) => ({ ...it, ...arrived(it), agents: agents(it) }))
}
