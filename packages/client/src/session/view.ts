import {
  afterCallEvent,
  type ServerFrame,
  type SessionEvent,
  type SessionView,
  type Signal,
} from '@baton/protocol/wire'

type Delta = Extract<ServerFrame, { type: 'delta' }>

/** What a durable event changes of what the welcome said. Pure; events come in order, each once. */
export function foldEvent(view: SessionView, event: SessionEvent): SessionView {
  switch (event.kind) {
    case 'case.opened': {
      const { caseId, reopened } = event.body
      const last = reopened && view.case?.id === caseId ? view.case : null
      const fresh = { id: caseId, openedAt: event.at, rated: false, summarised: false }
      const staff = view.staff && { ...view.staff, brief: reopened ? view.staff.brief : null }
      // Opened again, it keeps what was rated and summarised.
      const opened = { ...(last ?? fresh), open: true }
      return { ...view, case: opened, ...(staff && { staff }) }
    }
    case 'case.closed':
      return inCase(view, event.body.caseId, { open: false })
    case 'case.rated':
      return inCase(view, event.body.caseId, { rated: true })
    case 'case.summarised':
      return inCase(view, event.body.caseId, { summarised: true })
    case 'rule.fired': {
      const { handoffId: id, reason } = event.body
      return id ? { ...view, handoff: { id, reason, at: event.at } } : view
    }
    case 'handoff.requested':
      return { ...view, handoff: { ...view.handoff, id: event.body.handoffId, at: event.at } }
    case 'baton.passed': {
      const { to, fence, agent } = event.body
      return {
        ...view,
        holder: to,
        fence,
        agent: agent ?? null,
        handoff: to === 'bot' ? null : view.handoff,
        queue: to === 'queue' ? view.queue : null,
        // Whatever was being written was begun under the fence before.
        stream: null,
      }
    }
    case 'message':
      return view.stream && view.stream.ref === event.body.turn ? { ...view, stream: null } : view
    case 'session.linked': {
      const { as, session } = event.body
      const earlier = view.earlier ?? []
      return as === 'earlier' || earlier.includes(session) ? view : { ...view, earlier: [...earlier, session] }
    }
    case 'session.unlinked': {
      const { session } = event.body
      return view.earlier ? { ...view, earlier: view.earlier.filter((known) => known !== session) } : view
    }
    case 'brief.written':
      return { ...view, staff: { ...view.staff, profile: view.staff?.profile ?? null, brief: event.body.brief } }
    case 'event.redacted': {
      const { brief } = event.body
      // A brief that was written since is another one.
      const isShown = brief !== undefined && view.staff?.brief?.at === brief.at
      return isShown && view.staff ? { ...view, staff: { ...view.staff, brief } } : view
    }
    case 'profile.updated':
      return { ...view, staff: { ...view.staff, brief: view.staff?.brief ?? null, profile: event.body.profile } }
    case 'call.started':
    case 'call.answered':
    case 'call.bridged':
    case 'call.ended': {
      const { call: before, ...rest } = view
      const call = afterCallEvent(before, event)
      return call ? { ...rest, call } : rest
    }
    default:
      return view
  }
}

function inCase(view: SessionView, caseId: string, change: Partial<NonNullable<SessionView['case']>>): SessionView {
  return view.case?.id === caseId ? { ...view, case: { ...view.case, ...change } } : view
}

/** Marks only rise, so that a late signal cannot take one back. */
export const foldRead = (view: SessionView, by: 'customer' | 'staff', seq: number): SessionView =>
  seq > view.reads[by] ? { ...view, reads: { ...view.reads, [by]: seq } } : view

export function foldSignal(view: SessionView, signal: Signal): SessionView {
  if (signal.kind === 'read') return foldRead(view, signal.by, signal.seq)
  if (signal.kind === 'queue' && view.holder === 'queue') return { ...view, queue: signal.place }
  return view
}

/** `events` tells whether the answer is already there in full: a delta that comes after it is of no use. */
export function foldDelta(view: SessionView, events: readonly SessionEvent[], delta: Delta): SessionView {
  const { ref, n, text } = delta
  const isLate =
    delta.fence < view.fence ||
    (view.stream?.ref === ref && n <= view.stream.n) ||
    events.some((event) => event.kind === 'message' && event.body.turn === ref)
  return isLate ? view : { ...view, stream: { ref, n, text } }
}
