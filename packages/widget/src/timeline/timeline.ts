import type {
  ChannelKind,
  Citation,
  Option,
  Party,
  PendingSend,
  Place,
  SentFile,
  SessionEvent,
  SessionSnapshot,
} from '@baton/client'
import { ratingDue } from '../rating/due.ts'
import type { CallEvent } from '../words/words.ts'

export interface Bubble {
  key: string
  at: number
  text: string
  /** Whether staff took something out of it. */
  removed?: boolean | undefined
  /** Empty while a message that carries some is not stored: only then are they told. */
  files?: readonly SentFile[] | undefined
  /** Where to read what it brings besides words: the log, and its number there. */
  brings?: { log: readonly SessionEvent[]; seq: number } | undefined
  place?: Place | undefined
  citations: readonly Citation[]
  /** Set on a message of ours that is not acknowledged. */
  pending: PendingSend | null
  read: boolean
}

export type Notice =
  | { kind: 'asked' | 'promoted' | 'stoppedWaiting' | 'backToBot' | 'closed' | 'reopened' }
  | { kind: 'joined' | 'agentLeft'; name: string }
  | { kind: 'rated'; score: number }
  /** A call began or is over. */
  | { kind: 'call'; event: CallEvent }

type Summary = Extract<SessionEvent, { kind: 'case.summarised' }>['body']

/** What the log shows, top to bottom. */
export type Item =
  | { kind: 'time'; key: string; at: number }
  /** `channel`: by which it came, or also went out, or that it was spoken; absent: the page alone. */
  | {
      kind: 'group'
      key: string
      own: boolean
      by: Party
      channel: ChannelKind | 'call' | undefined
      bubbles: Bubble[]
    }
  | { kind: 'notice'; key: string; at: number; notice: Notice }
  | { kind: 'summary'; key: string; at: number; summary: Summary }
  | { kind: 'rating'; key: string }

const GROUP_MS = 2 * 60_000
const GAP_MS = 20 * 60_000
const OWN: Party = { role: 'customer', id: '' }

/** The system line an event leaves, if any. `agentBefore` names who held the baton before it. */
export const noticeOf = (event: SessionEvent, agentBefore: string): Notice | null => {
  switch (event.kind) {
    case 'case.opened':
      return event.body.reopened ? { kind: 'reopened' } : null
    case 'handoff.requested':
      return { kind: event.body.asked ? 'asked' : 'promoted' }
    case 'baton.passed':
      switch (event.body.reason) {
        case 'accepted':
          return event.body.agent ? { kind: 'joined', name: event.body.agent.name } : null
        case 'transferred':
          return event.body.agent
            ? { kind: 'joined', name: event.body.agent.name }
            : { kind: 'agentLeft', name: agentBefore }
        case 'handed_back':
          return { kind: 'backToBot' }
        case 'cancelled':
          return { kind: 'stoppedWaiting' }
        case 'dropped':
          return { kind: 'agentLeft', name: agentBefore }
        default:
          return null
      }
    case 'case.closed':
      return { kind: 'closed' }
    case 'case.rated':
      return { kind: 'rated', score: event.body.score }
    case 'call.started':
    case 'call.ended':
      return { kind: 'call', event }
    default:
      return null
  }
}

class Builder {
  readonly items: Item[] = []
  #last = 0

  #gap(at: number): void {
    if (at - this.#last > GAP_MS) this.items.push({ kind: 'time', key: `t${at}`, at })
    this.#last = Math.max(this.#last, at)
  }

  add(item: Extract<Item, { kind: 'notice' | 'summary' }>): void {
    this.#gap(item.at)
    this.items.push(item)
  }

  message(by: Party, bubble: Bubble, channel?: ChannelKind | 'call'): void {
    this.#gap(bubble.at)
    const before = this.items.at(-1)
    const newest = before?.kind === 'group' ? before.bubbles.at(-1) : undefined
    const own = by.role === 'customer'
    const continues =
      before?.kind === 'group' &&
      before.channel === channel &&
      before.by.role === by.role &&
      (own || before.by.id === by.id)
    if (continues && newest && bubble.at - newest.at <= GROUP_MS) before.bubbles.push(bubble)
    else this.items.push({ kind: 'group', key: `g${bubble.key}`, own, by, channel, bubbles: [bubble] })
  }
}

/** Events and unsent messages as the log shows them: groups by speaker within two minutes, times at gaps. */
export const timeline = (snapshot: SessionSnapshot): readonly Item[] => {
  const { events, pending, view, clockOffsetMs } = snapshot
  const builder = new Builder()
  const due = ratingDue(snapshot)
  let afterSummary = 0
  const stored = new Set<string>()
  let agent = ''
  const channels: Record<string, ChannelKind> = {}
  /** The way by which the customer spoke last: what is answered goes out there as well. */
  let spoke = ''
  const heardOf: Record<number, number> = {}
  for (const { kind, body } of events) if (kind === 'call.cut') heardOf[body.ref] = body.heard
  for (const event of events) {
    stored.add(event.id)
    const { at, seq } = event
    if (event.kind === 'message') {
      const { marks, files, attachments, place, citations = [], via, to, spoken } = event.body
      // Spoken over: what was not heard was not said.
      const heard = heardOf[seq]
      const text = heard === undefined ? event.body.text : `${event.body.text.slice(0, heard)} …`
      if (via) channels[via.route] = via.channel
      if (event.by.role === 'customer') spoke = via?.route ?? ''
      const brings = attachments && { log: events, seq }
      const removed = marks?.some(({ kind }) => kind === 'removed')
      const read = view !== null && view.reads.staff >= seq
      builder.message(
        event.by,
        { key: event.id, at, text, removed, files, brings, place, citations, pending: null, read },
        spoken ? 'call' : channels[to?.route ?? spoke],
      )
    } else if (event.kind === 'case.summarised') {
      builder.add({ kind: 'summary', key: event.id, at, summary: event.body })
      if (event.body.caseId === due) afterSummary = builder.items.length
    } else {
      const notice = noticeOf(event, agent)
      if (notice) builder.add({ kind: 'notice', key: event.id, at, notice })
      if (event.kind === 'baton.passed' && event.body.agent) agent = event.body.agent.name
      // What led here may lead elsewhere again.
      if (event.kind === 'session.unlinked') spoke = ''
    }
  }
  for (const send of pending) {
    const { command } = send
    if (command.kind !== 'message' || stored.has(send.id)) continue
    const at = send.at + clockOffsetMs
    const { text, files } = command
    builder.message(OWN, { key: send.id, at, text, files: files && [], citations: [], pending: send, read: false })
  }
  // Asked for where the case ended: what was said since stands below. Above all that is loaded when the end is not.
  if (due) builder.items.splice(afterSummary, 0, { kind: 'rating', key: `r${due}` })
  return builder.items
}

/** Events of an earlier segment: nothing in it is pending, read or still to be answered. */
export const pastTimeline = (snapshot: SessionSnapshot, events: readonly SessionEvent[]): readonly Item[] =>
  timeline({ ...snapshot, events, pending: [], view: null })

/** Replies offered under the newest message; gone as soon as anything is said or done after it. */
export const openOptions = ({ events, pending }: SessionSnapshot): readonly Option[] => {
  if (pending.some((send) => send.command.kind === 'message' || send.command.kind === 'handoff.request')) return []
  const last = events.findLast(
    ({ kind }) =>
      kind === 'message' || kind === 'handoff.requested' || kind === 'case.closed' || kind === 'baton.passed',
  )
  return last?.kind === 'message' && last.by.role !== 'customer' ? (last.body.options ?? []) : []
}

/** Messages of others that were not shown to the customer yet. */
export const unreadCount = ({ events, view }: SessionSnapshot, shownSeq: number): number => {
  const shown = Math.max(shownSeq, view?.reads.customer ?? 0)
  return events.filter(({ kind, by, seq }) => kind === 'message' && by.role !== 'customer' && seq > shown).length
}
