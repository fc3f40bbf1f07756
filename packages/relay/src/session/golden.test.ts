import { eventBodies, type SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { fromLog } from '../masking/index.ts'
import { escalate } from './escalation.ts'
import { factsOf, STANDING } from './facts.ts'
import { fold } from './fold.ts'
import { initialState, type SessionState } from './state.ts'
import recorded from './testing/before-rule-modes.json' with { type: 'json' }
import { customer, Rig } from './testing/rig.ts'

/**
 * A session as the release before rules had modes wrote it: its log, the state it made of it, and the state a checkpoint
 * kept while the customer asked for a person. Frozen: logs and checkpoints outlive releases.
 */
const { log, waiting, asked } = recorded as unknown as {
  log: SessionEvent[]
  waiting: SessionState
  asked: SessionState
}

test('every event of an earlier release is read as it was written', () => {
  for (const { kind, body } of log) expect(eventBodies[kind].parse(body)).toEqual(body)
})

test('the log of an earlier release folds to what it made of it', () => {
  const state = log.reduce(fold, initialState)
  const { want: _, ...kept } = waiting.case ?? {}
  const today = Object.fromEntries(Object.entries(kept).filter(([name]) => name in (state.case ?? {})))
  expect(state).toMatchObject({ ...waiting, case: today })
  // Counters have become windows of turns; nothing else is missing.
  expect(Object.keys(kept).filter((name) => !(name in today))).toEqual([
    'negativeWords',
    'misses',
    'actionErrors',
    'offered',
  ])
  // A request for a person is not what the case is about any more.
  expect(state.case?.want).toBe('cancel')
})

test('the rules count what an earlier release wrote', () => {
  const upTo = log.findLastIndex(({ kind }) => kind === 'rule.fired')
  const state = log.slice(0, upTo).reduce(fold, initialState)
  const { values } = factsOf(state, STANDING, { intents: [] }, 0)({})
  expect(values['case.misses']).toBe(3)
  expect(log.reduce(fold, initialState).case?.counts?.turns).toEqual([])
})

test('a session goes on from the checkpoint of an earlier release', () => {
  const rig = new Rig()
  rig.state = asked
  expect(asked.case).not.toHaveProperty('counts')
  const { values } = factsOf(asked, STANDING, { intents: [] }, rig.now)({})
  for (const [name, value] of Object.entries(values)) expect([name, Number.isNaN(value)]).toEqual([name, false])
  expect(rig.say(customer, 'hello?')).toBe('ok')
  const firing = { rule: 'asked-for-person', ruleVersion: 'v', evidence: fromLog([]) }
  rig.append(escalate(rig.state, { handoffId: 'h_1', reason: 'asked', priority: 0, firing }, rig.now))
  expect(rig.state).toMatchObject({ holder: 'queue', handoff: { id: 'h_1', reason: 'asked' } })
  expect(rig.state.brief?.facts.map(({ value }) => value)).toContain('SO10042')
})
