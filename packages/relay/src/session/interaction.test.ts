import type { EventBody, EventKind, SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { caseRecord } from './interaction.ts'

const CUSTOMER = { role: 'customer', id: 'c_1' } as const
const SYSTEM = { role: 'system', id: 'system' } as const

/** A log of these bodies, numbered from `from` on. */
const logOf = (bodies: [EventKind, object][], from = 1): SessionEvent[] =>
  bodies.map(([kind, body], at) => {
    const by = kind === 'message' ? CUSTOMER : SYSTEM
    return {
      seq: from + at,
      id: `e${from + at}`,
      at: 1_000 * (from + at),
      by,
      audience: 'all',
      kind,
      body,
    } as SessionEvent
  })

const summary: EventBody<'case.summarised'> = {
  caseId: 'k_1',
  want: 'a new kettle',
  outcome: 'sent',
  agents: ['Lin'],
  messages: 3,
  openedAt: 1_000,
  closedAt: 7_000,
}

const CASE: [EventKind, object][] = [
  ['case.opened', { caseId: 'k_1', reopened: false }],
  ['message', { text: 'hello', via: { channel: 'wechat', route: 'r' } }],
  ['message', { text: 'a new kettle' }],
  ['bot.decided', { intent: { id: 'kettle', confidence: 0.9 } }],
  ['baton.passed', { to: 'agent', agent: { id: 'lin', name: 'Lin' } }],
  ['case.closed', { caseId: 'k_1', reason: 'resolved' }],
  ['case.summarised', summary],
]

test('a case is told once it is closed, with what the log says of it and nothing of another', () => {
  expect(caseRecord(logOf(CASE.slice(0, 5)), 'k_1')).toBeNull()
  const next: [EventKind, object][] = [
    ['case.opened', { caseId: 'k_2', reopened: false }],
    ['message', { text: 'else', via: { channel: 'line', route: 'r' } }],
    ['bot.decided', { intent: { id: 'other', confidence: 0.9 } }],
  ]
  const log = logOf([...CASE, ...next])
  expect(caseRecord(log, 'k_1')).toEqual({
    caseId: 'k_1',
    version: 6,
    channels: ['wechat', 'web'],
    reason: 'resolved',
    agents: [{ id: 'lin', name: 'Lin' }],
    intent: 'kettle',
    score: null,
    messages: 3,
    want: 'a new kettle',
    outcome: 'sent',
    openedAt: 1_000,
    closedAt: 7_000,
  })
  expect(caseRecord(log, 'k_2')).toBeNull()
  expect(caseRecord([], 'k_1')).toBeNull()
})

test('what changes the record is another version: a rating, closing again, and what was taken out of it', () => {
  const versionAfter = (...more: [EventKind, object][]) => caseRecord(logOf([...CASE, ...more]), 'k_1')?.version
  const rated: [EventKind, object] = ['case.rated', { caseId: 'k_1', score: 2, tags: [], comment: '' }]
  expect(caseRecord(logOf([...CASE, rated]), 'k_1')).toMatchObject({ version: 8, score: 2 })
  expect(versionAfter(rated, ['event.redacted', { ref: 3, cause: 'removed', want: '' }])).toBe(9)
  expect(versionAfter(['case.opened', { caseId: 'k_1', reopened: true }])).toBe(6)
  const again: [EventKind, object][] = [
    ['case.opened', { caseId: 'k_1', reopened: true }],
    ['case.closed', { caseId: 'k_1', reason: 'silence' }],
    ['case.summarised', { ...summary, outcome: '' }],
  ]
  expect(caseRecord(logOf([...CASE, ...again]), 'k_1')).toMatchObject({ version: 9, reason: 'silence', outcome: '' })
  // Of another case, or after it.
  const other: [EventKind, object][] = [
    ['case.opened', { caseId: 'k_2', reopened: false }],
    ['message', { text: 'x' }],
    ['event.redacted', { ref: 9, cause: 'removed', text: '' }],
  ]
  expect(versionAfter(...other)).toBe(6)
})

test('how long was spoken in its calls is told, and nothing of it where nobody called', () => {
  const ended = (durationMs: number): [EventKind, object] => [
    'call.ended',
    { call: 'c', reason: 'hung_up', durationMs },
  ]
  const [opened, ...rest] = CASE
  if (!opened) throw new Error('a case is opened')
  expect(caseRecord(logOf([opened, ended(61_000), ended(0), ended(2_400), ...rest]), 'k_1')).toMatchObject({
    callSeconds: 63,
  })
  expect(caseRecord(logOf([ended(9_000), ...CASE]), 'k_1')).not.toHaveProperty('callSeconds')
})
