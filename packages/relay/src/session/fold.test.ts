import type { Entity, Mood, SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { fold, initialState } from './index.ts'

const by = { role: 'bot', id: 'bot' } as const
const opened: SessionEvent = {
  seq: 1,
  id: 'c',
  at: 1,
  by,
  audience: 'all',
  kind: 'case.opened',
  body: { caseId: 'k_1', reopened: false },
}

const decided = (seq: number, entities: Entity[], mood: Partial<Mood> = {}): SessionEvent => ({
  seq,
  id: `t_${seq}:decided`,
  at: seq,
  by,
  audience: 'staff',
  kind: 'bot.decided',
  body: {
    turn: `t_${seq}`,
    snapshot: 'v',
    outcome: 'answer',
    intent: null,
    recognised: true,
    mood: { level: 'calm', words: [], negative: 0, ...mood },
    locale: 'en',
    entities,
    flow: null,
    why: [],
  },
})

test('what a customer takes back is no fact of the case, and what they meant instead is', () => {
  const number = (value: string): Entity => ({ type: 'order_number', value, text: value })
  const first = fold(fold(initialState, opened), decided(2, [number('SO1042')]))
  expect(first.case?.facts.map(({ value }) => value)).toEqual(['SO1042'])
  const correction = { type: 'correction', value: 'SO1024', text: 'not SO1042, SO1024', corrects: 'SO1042' }
  const state = fold(first, decided(3, [number('SO1024'), correction]))
  expect(state.case?.facts).toEqual([{ label: 'order_number', value: 'SO1024', verified: 'said' }])
})

test('keeps when the last messages came and how the last three were scored', () => {
  let state = fold(initialState, opened)
  for (let seq = 2; seq < 40; seq += 2) {
    const body = { text: 'hello' }
    const by = { role: 'customer', id: 'c_1' } as const
    state = fold(state, { seq, id: `m_${seq}`, at: seq, by, audience: 'all', kind: 'message', body })
    state = fold(state, decided(seq + 1, [], { score: -seq / 40 }))
  }
  expect(state.case?.times).toEqual([24, 26, 28, 30, 32, 34, 36, 38])
  expect(state.case?.scores).toEqual([-0.85, -0.9, -0.95])
})

test('however many numbers a customer pastes, the state of a session stays small enough for its row', () => {
  let state = fold(initialState, opened)
  for (let seq = 2; seq < 1_002; seq++) {
    // As many as the bot takes out of one message.
    const entities = Array.from({ length: 16 }, (_, n) => ({
      type: 'order_number',
      value: `SO${seq}00${n}`,
      text: `SO${seq}00${n}`,
    }))
    state = fold(state, decided(seq, entities))
  }
  expect(JSON.stringify(state).length).toBeLessThan(128 * 1024)
})

test('who fell silent in the middle of a flow finds it again when they come back; what is settled is settled', () => {
  const flow = { flow: 'returns', step: 'ask', slots: { order: 'SO10042' }, results: {}, tries: 0 }
  const asked = decided(2, [])
  const inFlow = fold(fold(initialState, opened), { ...asked, body: { ...asked.body, flow } } as SessionEvent)
  const closed = (reason: 'silence' | 'resolved'): SessionEvent => ({
    seq: 3,
    id: 'x',
    at: 3,
    by,
    audience: 'all',
    kind: 'case.closed',
    body: { caseId: 'k_1', reason },
  })
  const reopened: SessionEvent = {
    ...opened,
    seq: 4,
    id: 'o',
    at: 4,
    body: { caseId: 'k_1', reopened: true },
  } as SessionEvent
  const another: SessionEvent = { ...reopened, body: { caseId: 'k_2', reopened: false } } as SessionEvent
  expect(fold(fold(inFlow, closed('silence')), reopened).case?.flow).toEqual(flow)
  expect(fold(fold(inFlow, closed('silence')), another).case?.flow).toBeNull()
  expect(fold(fold(inFlow, closed('resolved')), reopened).case?.flow).toBeNull()
})

test('what was said before a case was opened again is told apart from what is said after it', () => {
  const says = (seq: number, text: string): SessionEvent => ({
    seq,
    id: `m${seq}`,
    at: seq,
    by: { role: 'customer', id: 'c_1' },
    audience: 'all',
    kind: 'message',
    body: { text },
  })
  const number = (value: string) => [{ type: 'order_number', value, text: value }]
  const closed = (seq: number): SessionEvent => ({
    seq,
    id: `x${seq}`,
    at: seq,
    by,
    audience: 'all',
    kind: 'case.closed',
    body: { caseId: 'k_1', reason: 'silence' },
  })
  const again = { ...opened, seq: 6, id: 'o', at: 6, body: { caseId: 'k_1', reopened: true } } as SessionEvent
  const events = [
    opened,
    says(2, 'SO10042'),
    decided(3, number('SO10042')),
    says(4, 'and SO10043'),
    decided(4, number('SO10043')),
    closed(5),
    again,
  ]
  const back = events.reduce(fold, initialState)
  expect(back.case?.reopened).toMatchObject({ at: 6, earlier: 2, facts: [{ value: 'SO10042' }, { value: 'SO10043' }] })
  // What is said again is of now.
  const confirmed = fold(fold(back, says(7, 'SO10042')), decided(8, number('SO10042')))
  expect(confirmed.case?.reopened).toMatchObject({ earlier: 2, facts: [{ value: 'SO10043' }] })
  // Old messages are forgotten first.
  let later = confirmed
  for (let seq = 9; seq < 27; seq += 1) later = fold(later, says(seq, 'hello'))
  expect(later.case?.earlier).toHaveLength(20)
  expect(later.case?.reopened?.earlier).toBe(1)
})

test('what a flow was told takes the place of what was said before, and of what it told before', () => {
  const told = (seq: number, value: string): SessionEvent => {
    const event = decided(seq, [{ type: 'order_number', value, text: value }])
    return { ...event, body: { ...event.body, facts: [{ label: 'order', value, verified: 'said' }] } } as SessionEvent
  }
  const state = fold(fold(fold(initialState, opened), told(2, 'SO10042')), told(3, 'SO10048'))
  expect(state.case?.facts.filter(({ label }) => label === 'order')).toEqual([
    { label: 'order', value: 'SO10048', verified: 'said' },
  ])
})
