import type { Party, SessionEvent } from '@baton/client'
import { recordingPlaces } from './recordings.ts'

export type Kind<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>

export interface GroupRow {
  kind: 'group'
  key: string
  speaker: Party
  messages: Kind<'message'>[]
}

/** One thing to draw in the log. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | GroupRow
  | { kind: 'note'; key: string; event: Kind<'note'> }
  /** `through` is the stop in the queue on the way to the agent, where there was one. */
  | { kind: 'pass'; key: string; event: Kind<'baton.passed'>; through: Kind<'baton.passed'> | null }
  /** `decision` is what the bot made of the message that set the rule off, when it left the answer to a person. */
  | { kind: 'rule'; key: string; event: Kind<'rule.fired'>; decision: Kind<'bot.decided'> | null }
  | { kind: 'action'; key: string; event: Kind<'action.started'>; finished: Kind<'action.finished'> | null }
  | { kind: 'why'; key: string; event: Kind<'bot.decided'> }
  | { kind: 'line'; key: string; event: LineEvent }
  | { kind: 'recording'; key: string; call: string }

/**
 * Shown elsewhere: the request by the rule that led to it, the brief in the context column, a redaction in what it
 * redacts, what a message brings and how far it has come with the message.
 */
const UNSHOWN = [
  'handoff.requested',
  'brief.written',
  'event.redacted',
  'attachment.arrived',
  'attachment.missed',
  'message.delivery',
  'call.cut',
  // All there is of a call is one row.
  'call.recorded',
] as const

const isShown = (event: SessionEvent): event is Exclude<SessionEvent, { kind: (typeof UNSHOWN)[number] }> =>
  !UNSHOWN.some((kind) => kind === event.kind)

export type LineEvent = Exclude<
  SessionEvent,
  {
    kind:
      | 'message'
      | 'note'
      | 'baton.passed'
      | 'action.started'
      | 'action.finished'
      | 'bot.decided'
      | 'rule.fired'
      | (typeof UNSHOWN)[number]
  }
>

const GROUP_MS = 120_000

const joins = (row: Row | undefined, event: Kind<'message'>): row is GroupRow => {
  if (row?.kind !== 'group' || row.speaker.role !== event.by.role || row.speaker.id !== event.by.id) return false
  const last = row.messages.at(-1)
  if (last?.body.via?.route !== event.body.via?.route) return false
  return last !== undefined && event.at - last.at <= GROUP_MS
}

const dayOf = (at: number): string => new Date(at).toDateString()

/** The bot's decisions by turn, for the "why" beneath its message. */
export function decisions(events: readonly SessionEvent[]): Map<string, Kind<'bot.decided'>> {
  const found = new Map<string, Kind<'bot.decided'>>()
  for (const event of events) if (event.kind === 'bot.decided') found.set(event.body.turn, event)
  return found
}

/** How much was heard of what the bot said before the customer spoke over it, in characters, by the seq of the message. */
export function cutsOf(events: readonly SessionEvent[]): Map<number, number> {
  const found = new Map<number, number>()
  for (const event of events) if (event.kind === 'call.cut') found.set(event.body.ref, event.body.heard)
  return found
}

/** The stop in the queue each accept followed upon, by the accept. */
function stopsOf(events: readonly SessionEvent[]): Map<Kind<'baton.passed'>, Kind<'baton.passed'>> {
  const passes = events.filter((event) => event.kind === 'baton.passed')
  const found = new Map<Kind<'baton.passed'>, Kind<'baton.passed'>>()
  for (const [index, pass] of passes.entries()) {
    const before = passes[index - 1]
    if (before?.body.reason === 'requested' && pass.body.reason === 'accepted') found.set(pass, before)
  }
  return found
}

/** Where a case ends because the conversation goes on in another one, nobody was silent: the line about that tells it. */
const closesByLink = (events: readonly SessionEvent[]): Set<string> =>
  new Set(
    events.flatMap(({ kind, body }) =>
      kind === 'session.linked' && body.as === 'earlier' ? [`${body.link}:closed`] : [],
    ),
  )

/** Whether it says of a way that it is open, which it was. Notes in `open` what it says. */
function isOpenStill({ body: { route, standing } }: Kind<'route.changed'>, open: Set<string>): boolean {
  if (standing === 'open' && open.has(route)) return true
  if (standing === 'open') open.add(route)
  else open.delete(route)
  return false
}

/** Turns the log into rows: days, messages grouped by speaker and channel within two minutes, and quiet lines between them. */
export function rowsOf(events: readonly SessionEvent[]): Row[] {
  const rows: Row[] = []
  const finished = new Map<string, Kind<'action.finished'>>()
  const spoken = new Set<string>()
  for (const event of events) {
    if (event.kind === 'action.finished') finished.set(event.body.key, event)
    if (event.kind === 'message' && event.body.turn) spoken.add(event.body.turn)
  }
  const through = stopsOf(events)
  const moved = closesByLink(events)
  const stops = new Set(through.values())
  const open = new Set<string>()
  const recorded = recordingPlaces(events)
  const tellRecorded = ({ id }: SessionEvent): void => {
    const call = recorded.get(id)
    if (call !== undefined) rows.push({ kind: 'recording', key: `recording:${call}`, call })
  }
  let day = ''
  for (const event of events) {
    // Shown with the row it belongs to: the start of the action, the message of the turn.
    if (event.kind === 'action.finished') continue
    if (event.kind === 'bot.decided' && spoken.has(event.body.turn)) continue
    if (!isShown(event)) {
      tellRecorded(event)
      continue
    }
    if (event.kind === 'case.closed' && moved.has(event.id)) continue
    // Only what changes is news.
    if (event.kind === 'route.changed' && isOpenStill(event, open)) continue
    // Told together with the accept that ended the wait.
    if (event.kind === 'baton.passed' && stops.has(event)) continue
    if (dayOf(event.at) !== day) {
      day = dayOf(event.at)
      rows.push({ kind: 'day', key: `day:${day}`, at: event.at })
    }
    const key = event.id
    switch (event.kind) {
      case 'message': {
        const last = rows.at(-1)
        if (joins(last, event)) last.messages.push(event)
        else rows.push({ kind: 'group', key, speaker: event.by, messages: [event] })
        break
      }
      case 'note':
        rows.push({ kind: 'note', key, event })
        break
      case 'baton.passed':
        rows.push({ kind: 'pass', key, event, through: through.get(event) ?? null })
        break
      case 'rule.fired': {
        const last = rows.at(-1)
        const decision = last?.kind === 'why' ? last.event : null
        if (decision) rows.pop()
        rows.push({ kind: 'rule', key, event, decision })
        break
      }
      case 'action.started':
        rows.push({ kind: 'action', key, event, finished: finished.get(event.body.key) ?? null })
        break
      case 'bot.decided':
        rows.push({ kind: 'why', key, event })
        break
      default:
        rows.push({ kind: 'line', key, event })
        tellRecorded(event)
    }
  }
  return rows
}
