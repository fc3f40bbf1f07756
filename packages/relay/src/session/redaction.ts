import type { Besides, Brief, EventBody, Evidence, FlowState, Mark, Party, SessionEvent } from '@baton/protocol'
import { cover, type Redacted } from '../masking/index.ts'
import type { EventDraft } from './draft.ts'
import { keepOriginals, type Original } from './originals.ts'
import { GONE, type Quotes, quotesOf, type Removal } from './quotes.ts'
import { respoken, spokenOf } from './spoken.ts'

/** The fields of an event's body that read otherwise from now on. */
type Patch = Omit<EventBody<'event.redacted'>, 'ref' | 'cause'>

/** A log out of which something was taken: events as they read now, those that tell of it, and originals to be sealed. */
export interface RedactedLog {
  rewritten: SessionEvent[]
  drafts: EventDraft[]
  originals: { seq: number; originals: Original[] }[]
  /** Any other text without it. */
  words(text: string): Redacted
}

/**
 * Takes something out of the log: out of the events it stood in, and out of every later one that quotes them.
 *
 * @param events all from the first removal on.
 * @param said `id` names the redaction; the first event that tells of it carries it when `own` says so.
 */
export function redactLog(
  events: readonly SessionEvent[],
  removals: readonly Removal[],
  said: { id: string; own: boolean; by: Party; cause: EventBody<'event.redacted'>['cause'] },
): RedactedLog {
  const quotes = quotesOf(removals)
  const done: RedactedLog = { rewritten: [], drafts: [], originals: [], words: quotes.words }
  for (const event of events) {
    const removal = removals.find(({ seq }) => seq === event.seq)
    const { patch, originals } = removal ? withoutIt(event, removal) : { patch: patchOf(event, quotes), originals: [] }
    if (!patch) continue
    if (originals.length > 0) done.originals.push({ seq: event.seq, originals })
    done.rewritten.push(patched(event, patch))
    done.drafts.push({
      kind: 'event.redacted',
      id: said.own && event.seq === removals[0]?.seq ? said.id : `${said.id}:r${event.seq}`,
      by: said.by,
      audience: event.audience,
      body: { ref: event.seq, cause: said.cause, ...patch },
    })
  }
  return done
}

/** An event as its redaction has it. */
const patched = (event: SessionEvent, patch: Patch): SessionEvent =>
  ({ ...event, body: { ...event.body, ...patch } }) as SessionEvent

function withoutIt(event: SessionEvent, { findings }: Removal): { patch: Patch | null; originals: Original[] } {
  const spoken = spokenOf(event)
  if (!spoken) return { patch: null, originals: [] }
  const covered = cover(spoken.text, spoken.marks, findings)
  // Of what staff write no original is kept.
  const kept = event.kind === 'message' && event.by.role === 'customer' ? keepOriginals(covered, spoken.marks) : null
  return {
    patch: respoken(spoken, covered.text, kept?.marks ?? covered.marks),
    originals: kept?.originals ?? [],
  }
}

/** What changes in an event that quotes what is gone; null when it does not. A new kind does not compile without its case. */
function patchOf(event: SessionEvent, quotes: Quotes): Patch | null {
  const change = changed(event, quotes)
  const fields = Object.entries(change).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify((event.body as Record<string, unknown>)[name]),
  )
  return fields.length > 0 ? Object.fromEntries(fields) : null
}

function changed(event: SessionEvent, quotes: Quotes): Patch {
  switch (event.kind) {
    case 'message':
      return unquoted({ text: event.body.text, marks: event.body.marks ?? [] }, quotes)
    case 'case.moved':
      return unquoted({ want: event.body.want, facts: event.body.facts }, quotes)
    case 'note':
    case 'case.closed':
    case 'case.summarised':
    case 'case.rated':
    case 'bot.decided':
    case 'prescreen.asked':
    case 'prescreen.ended':
    case 'action.started':
    case 'rule.fired':
    case 'brief.written':
    // What an earlier redaction put in place may quote it too.
    case 'event.redacted':
      return unquoted(event.body, quotes)
    case 'original.revealed':
    case 'attachment.arrived':
    case 'attachment.missed':
    case 'message.delivery':
    case 'route.changed':
    case 'session.linked':
    case 'session.unlinked':
    case 'session.link_held':
    case 'identity.verified':
    case 'case.opened':
    case 'action.finished':
    case 'handoff.requested':
    case 'handoff.offered':
    case 'baton.passed':
    case 'profile.updated':
    case 'call.started':
    case 'call.answered':
    case 'call.bridged':
    case 'call.cut':
    case 'call.consent':
    case 'call.recorded':
    case 'call.ended':
      return {}
  }
}

/** Fields that may quote something, in whichever event they are. */
type Quoting = { [Field in keyof Patch]?: Patch[Field] | null }

function unquoted(body: Quoting, quotes: Quotes): Patch {
  const words = (text: string | null | undefined) => text && quotes.words(text)
  const { text, marks, mood, why } = body
  const change: { [Field in keyof Required<Omit<Patch, 'lost'>>]: unknown } = {
    ...(text && marks ? covered(text, marks, quotes) : { text: words(text), marks: undefined }),
    resolution: words(body.resolution),
    comment: words(body.comment),
    want: words(body.want),
    outcome: words(body.outcome),
    entities: body.entities?.filter(
      ({ value, text, corrects = '' }) => ![value, text, corrects].some((each) => quotes.tells(each)),
    ),
    mood: mood && { ...mood, words: untold(mood.words, quotes) },
    flow: body.flow && flow(body.flow, quotes),
    why: why?.map((each) => (each.detail === undefined ? each : { ...each, detail: untoldValue(each.detail, quotes) })),
    input: body.input && values(body.input, quotes),
    evidence: body.evidence && evidence(body.evidence, quotes),
    facts: body.facts && facts(body.facts, quotes),
    brief: body.brief && brief(body.brief, quotes),
  }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null))
}

/** A text, and its marks where they are others than before. */
function covered(said: string, before: readonly Mark[], quotes: Quotes): { text: string; marks: Mark[] | undefined } {
  const found = quotes.in(said)
  if (found.length === 0) return { text: said, marks: undefined }
  const { text, marks } = cover(said as Redacted, before, found)
  return { text, marks }
}

const untold = (words: readonly string[], quotes: Quotes): string[] => words.filter((word) => !quotes.tells(word))

const untoldValue = (value: string, quotes: Quotes): string => (quotes.tells(value) ? GONE : quotes.words(value))

const values = (input: Record<string, string>, quotes: Quotes): Record<string, string> =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, untoldValue(value, quotes)]))

function flow({ outer, said, besides, offers, ...state }: FlowState, quotes: Quotes): FlowState {
  return {
    ...state,
    slots: values(state.slots, quotes),
    results: Object.fromEntries(Object.entries(state.results).map(([name, value]) => [name, json(value, quotes)])),
    ...(outer && { outer: flow(outer, quotes) }),
    ...(said && { said: said.map(quotes.words) }),
    ...(besides && { besides: unquotedBesides(besides, quotes) }),
    // What is gone is not offered.
    ...(offers && { offers: Object.fromEntries(Object.entries(offers).filter(([, value]) => !quotes.tells(value))) }),
  }
}

const unquotedBesides = ({ sentences, citations, options }: Besides, quotes: Quotes): Besides => ({
  sentences: sentences.map(quotes.words),
  citations,
  options: options.map(({ label, text }) => ({ label: quotes.words(label), text: quotes.words(text) })),
})

type Json = FlowState['results'][string]

function json(value: Json, quotes: Quotes): Json {
  if (typeof value === 'string') return untoldValue(value, quotes)
  if (typeof value === 'number') return quotes.tells(String(value)) ? null : value
  if (Array.isArray(value)) return value.map((each) => json(each, quotes))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, json(each, quotes)]))
}

const evidence = (all: readonly Evidence[], quotes: Quotes): Evidence[] =>
  all.map((each) => ({
    ...each,
    value: typeof each.value === 'string' ? untoldValue(each.value, quotes) : each.value,
    words: untold(each.words.map(quotes.words), quotes),
  }))

const facts = (all: Brief['facts'], quotes: Quotes): Brief['facts'] => all.filter(({ value }) => !quotes.tells(value))

const brief = (it: Brief, quotes: Quotes): Brief => ({
  ...it,
  want: quotes.words(it.want),
  facts: facts(it.facts, quotes),
  moodWords: untold(it.moodWords, quotes),
  firing: it.firing && { ...it.firing, evidence: evidence(it.firing.evidence, quotes) },
})
