import { expect, it } from 'vitest'
import { event, view } from '../testing/event.ts'
import { foldDelta, foldEvent, foldSignal } from './view.ts'

const stream = { ref: 't_1', n: 2, text: 'It is' }
const place = { position: 2, waitMs: null }

it('follows the baton, and forgets the queue and the answer begun before', () => {
  const waiting = { ...view, holder: 'queue' as const, fence: 2, queue: place, stream }
  const agent = { id: 'lin', name: 'Lin' }
  const body = { from: 'queue', to: 'agent:lin', fence: 3, reason: 'accepted', agent } as const
  expect(foldEvent(waiting, event(1, 'baton.passed', body))).toEqual({
    ...view,
    holder: 'agent:lin',
    fence: 3,
    agent,
  })
})

it('keeps the handoff until the bot holds the baton again', () => {
  const asked = foldEvent(view, event(5, 'handoff.requested', { handoffId: 'h_1', asked: true }))
  expect(asked.handoff).toEqual({ id: 'h_1', at: 5 })
  const toQueue = { from: 'bot', to: 'queue', fence: 2, reason: 'requested' } as const
  const queued = foldEvent(asked, event(6, 'baton.passed', toQueue))
  expect(queued.handoff?.id).toBe('h_1')
  const toBot = { from: 'queue', to: 'bot', fence: 3, reason: 'cancelled' } as const
  expect(foldEvent(queued, event(7, 'baton.passed', toBot)).handoff).toBe(null)
})

it('tells staff why a person was asked for, which only the rule that fired says', () => {
  const why = { reason: 'unsure', priority: 0 } as const
  const firing = { rule: 'stuck', ruleVersion: 'v1', evidence: [], ...why }
  const offered = foldEvent(view, event(4, 'rule.fired', { ...firing, mode: 'offer' }))
  expect(offered.handoff).toBe(null)
  const fired = foldEvent(view, event(5, 'rule.fired', { ...firing, mode: 'handoff', handoffId: 'h_1' }))
  const asked = foldEvent(fired, event(6, 'handoff.requested', { handoffId: 'h_1', asked: false }))
  expect(asked.handoff).toMatchObject({ id: 'h_1', reason: 'unsure' })
})

it('follows a case from opening to rating, and opens it again as it was rated', () => {
  const opened = foldEvent(view, event(1, 'case.opened', { caseId: 'k_1', reopened: false }))
  const rating = { caseId: 'k_1', score: 5, tags: [], comment: '' }
  const rated = [
    event(2, 'case.closed', { caseId: 'k_1', reason: 'resolved' }),
    event(3, 'case.rated', rating),
    event(4, 'case.rated', { ...rating, caseId: 'k_0' }),
  ].reduce(foldEvent, opened)
  expect(rated.case).toEqual({ id: 'k_1', openedAt: 1, open: false, rated: true, summarised: false })
  const again = foldEvent(rated, event(5, 'case.opened', { caseId: 'k_1', reopened: true }))
  expect(again.case).toEqual({ id: 'k_1', openedAt: 1, open: true, rated: true, summarised: false })
})

it('shows an answer as it grows, and drops it for the finished one', () => {
  const delta = { type: 'delta', ref: 't_1', fence: 1, n: 3, text: 'It is on' } as const
  const grown = foldDelta({ ...view, stream }, [], delta)
  expect(grown.stream).toEqual({ ref: 't_1', n: 3, text: 'It is on' })
  expect(foldDelta(grown, [], { ...delta, n: 2 })).toBe(grown)
  const final = event(9, 'message', { text: 'It is on the way.', turn: 't_1' })
  expect(foldEvent(grown, final).stream).toBe(null)
  expect(foldDelta(view, [final], delta)).toBe(view)
})

it('ignores an answer begun under an older fence', () => {
  const passed = { ...view, fence: 2 }
  expect(foldDelta(passed, [], { type: 'delta', ref: 't_1', fence: 1, n: 9, text: 'Late' })).toBe(passed)
})

it('takes a place in the queue only while waiting, and never takes back a read mark', () => {
  expect(foldSignal(view, { kind: 'queue', place })).toBe(view)
  expect(foldSignal({ ...view, holder: 'queue' }, { kind: 'queue', place }).queue).toEqual(place)
  const read = foldSignal(view, { kind: 'read', by: 'staff', seq: 7 })
  expect(read.reads).toEqual({ customer: 0, staff: 7 })
  expect(foldSignal(read, { kind: 'read', by: 'staff', seq: 3 })).toBe(read)
})

it('follows a call from when it rings until it is over', () => {
  const call = 'call_1'
  const lin = { id: 'lin', name: 'Lin' }
  const rung = event(3, 'call.started', { call, direction: 'out', channel: 'widget', agent: lin })
  const ringing = foldEvent(view, rung)
  expect(ringing.call).toEqual({ id: call, direction: 'out', channel: 'widget', agent: lin, status: 'ringing', at: 3 })
  const live = foldEvent(ringing, event(4, 'call.answered', { call }))
  expect(live.call).toMatchObject({ status: 'live', at: 4 })
  const mei = { id: 'mei', name: 'Mei' }
  expect(foldEvent(live, event(5, 'call.bridged', { call, agent: mei })).call?.agent).toEqual(mei)
  const over = foldEvent(live, event(6, 'call.ended', { call, reason: 'hung_up', durationMs: 2 }))
  expect(over).toEqual(view)
  expect(foldEvent(view, event(7, 'call.answered', { call }))).toEqual(view)
})

it('answers what a customer calls in with at once', () => {
  const body = { call: 'call_1', direction: 'in', channel: 'widget' } as const
  expect(foldEvent(view, event(1, 'call.started', body)).call).toMatchObject({ status: 'live', agent: null })
})
