import type { EventBody, EventKind, SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { followedTurns } from './follow-up.ts'

const CUSTOMER = { role: 'customer', id: 'c' } as const
const BOT = { role: 'bot', id: 'bot' } as const

/** A log of these events, numbered. */
function log(...parts: [kind: EventKind, body: object][]): SessionEvent[] {
  return parts.map(
    ([kind, body], at) =>
      ({
        seq: at + 1,
        id: `e${at}`,
        at,
        by: kind === 'message' ? CUSTOMER : BOT,
        audience: 'all',
        kind,
        body,
      }) as SessionEvent,
  )
}
const opened: [EventKind, object] = ['case.opened', { caseId: 'k', reopened: false }]
const said = (text: string): [EventKind, object] => ['message', { text }]
const decided = (turn: string, over: Partial<EventBody<'bot.decided'>> = {}): [EventKind, object] => [
  'bot.decided',
  { turn, snapshot: 'v', outcome: 'answer', intent: null, recognised: true, ...over },
]
const next = (events: SessionEvent[]) => followedTurns(events).map((each) => each.next)

test('thanks, the same again, the same in other words, and something else are told apart', () => {
  const events = log(
    opened,
    said('Where is it?'),
    decided('1'),
    said('where is it'),
    decided('2', { repeated: [1] }),
    said('has my parcel left'),
    decided('3', { repeated: [1, 2] }),
    said('谢谢'),
    decided('4', { smallTalk: 'thanks' }),
    said('how do I return it'),
    decided('5'),
  )
  expect(next(events)).toEqual(['repeat', 'rephrase', 'thanks', 'went_on', null])
})

test('what was asked before last and comes back is no repeat of the last', () => {
  const events = log(
    opened,
    said('a'),
    decided('1'),
    said('b'),
    decided('2'),
    said('a'),
    decided('3', { repeated: [2] }),
  )
  expect(next(events)).toEqual(['went_on', 'went_on', null])
})

test('a hand-off, a settled case and silence are what came next; a rating is of every turn of its case', () => {
  const events = log(
    opened,
    said('a'),
    decided('1'),
    said('b'),
    decided('2', { outcome: 'handoff' }),
    ['handoff.requested', { handoffId: 'h', asked: false }],
    ['baton.passed', { from: 'bot', to: 'queue', fence: 2, reason: 'requested' }],
    said('to the agent'),
    ['case.closed', { caseId: 'k', reason: 'resolved' }],
    ['baton.passed', { from: 'agent:lin', to: 'bot', fence: 3, reason: 'resolved' }],
    ['case.rated', { caseId: 'k', score: 2, tags: [], comment: '' }],
    opened,
    said('c'),
    decided('3'),
    ['case.closed', { caseId: 'k2', reason: 'silence' }],
  )
  expect(followedTurns(events).map(({ next: what, rating, text }) => [what, rating, text])).toEqual([
    ['went_on', 2, 'a'],
    ['handoff', 2, 'b'],
    ['silence', null, 'c'],
  ])
})

test('a burst of messages is one text; what else it may have meant comes along', () => {
  const alternatives = [{ id: 'returns', confidence: 0.4 }]
  const [turn] = followedTurns(log(opened, said('hello'), said('where is it'), decided('1', { alternatives })))
  expect(turn).toMatchObject({ text: 'hello\nwhere is it', alternatives, next: null })
})

test('events of before these facts were stored still tell what they can', () => {
  const events = log(opened, said('a'), decided('1'), ['case.closed', { caseId: 'k', reason: 'silence' }])
  expect(next(events)).toEqual(['silence'])
})
