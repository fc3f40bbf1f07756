import type { Brief, EventBody, Evidence, FlowState, Party, SessionEvent } from '@baton/protocol'
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
    case 'message': {
      const found = quotes.in(event.body.text)
      if (found.length === 0) return {}
      const { text, marks } = cover(event.body.text as Redacted, event.body.marks ?? [], found)
      return { text, marks }
    }
    case 'note':
      return { text: quotes.words(event.body.text) }
    case 'case.closed':
      return event.body.resolution === undefined ? {} : { resolution: quotes.words(event.body.resolution) }
    case 'case.summarised':
      return { want: quotes.words(event.body.want), outcome: quotes.words(event.body.outcome) }
    case 'case.rated':
      return { comment: quotes.words(event.body.comment) }
    case 'bot.decided':
      return {
        entities: event.body.entities.filter(({ value, text }) => !quotes.tells(value) && !quotes.tells(text)),
        mood: { ...event.body.mood, words: untold(event.body.mood.words, quotes) },
        flow: event.body.flow && flow(event.body.flow, quotes),
        why: event.body.why.map((reason) =>
          reason.detail === undefined ? reason : { ...reason, detail: untoldValue(reason.detail, quotes) },
        ),
      }
    case 'action.started':
      return { input: values(event.body.input, quotes) }
    case 'rule.fired':
      return { evidence: evidence(event.body.evidence, quotes) }
    case 'brief.written':
      return { brief: brief(event.body.brief, quotes) }
    case 'case.moved':
      return {
        ...(event.body.want !== null && { want: quotes.words(event.body.want) }),
        facts: facts(event.body.facts, quotes),
      }
    case 'event.redacted':
      return earlier(event.body, quotes)
    case 'original.revealed':
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
      return {}
  }
}

/** What an earlier redaction put in place may quote it too. */
function earlier({ ref: _ref, cause: _cause, ...body }: EventBody<'event.redacted'>, quotes: Quotes): Patch {
  const words = (text: string | undefined) => (text === undefined ? undefined : quotes.words(text))
  const patch: Patch = {
    ...body,
    text: words(body.text),
    resolution: words(body.resolution),
    comment: words(body.comment),
    want: words(body.want),
    outcome: words(body.outcome),
    entities: body.entities?.filter(({ value, text }) => !quotes.tells(value) && !quotes.tells(text)),
    mood: body.mood && { ...body.mood, words: untold(body.mood.words, quotes) },
    flow: body.flow && flow(body.flow, quotes),
    input: body.input && values(body.input, quotes),
    evidence: body.evidence && evidence(body.evidence, quotes),
    facts: body.facts && facts(body.facts, quotes),
    brief: body.brief && brief(body.brief, quotes),
  }
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

const untold = (words: readonly string[], quotes: Quotes): string[] => words.filter((word) => !quotes.tells(word))

const untoldValue = (value: string, quotes: Quotes): string => (quotes.tells(value) ? GONE : quotes.words(value))

const values = (input: Record<string, string>, quotes: Quotes): Record<string, string> =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, untoldValue(value, quotes)]))

const flow = (state: FlowState, quotes: Quotes): FlowState => ({
  ...state,
  slots: values(state.slots, quotes),
  results: Object.fromEntries(Object.entries(state.results).map(([name, value]) => [name, json(value, quotes)])),
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
