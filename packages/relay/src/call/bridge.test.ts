import type { CallPhase, Holder, SessionEvent } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import {
  afterEvent,
  hearEachOther,
  hearsBot,
  isListenedTo,
  type Line,
  type Lines,
  phaseOf,
  type Standing,
} from './bridge.ts'

const open: Line = { isOpen: true, muted: false, held: false }
const lin = { ...open, id: 'lin' }
const standing = (holder: Holder, over: Partial<Standing> = {}): Standing => ({
  holder,
  fence: 4,
  agent: null,
  status: 'live',
  ...over,
})
const both: Lines = { customer: open, agent: lin }

describe('with whom the customer speaks', () => {
  test.each<[string, Standing, Lines, CallPhase]>([
    ['the bot, while it holds the baton', standing('bot'), { customer: open, agent: null }, 'bot'],
    ['nobody yet, while it rings', standing('agent:lin', { status: 'ringing' }), both, 'ringing'],
    ['nobody yet, in the queue', standing('queue'), { customer: open, agent: null }, 'queued'],
    ['nobody yet, while the agent is on their way', standing('agent:lin'), { customer: open, agent: null }, 'queued'],
    ['nobody yet, when another has a line', standing('agent:mei'), both, 'queued'],
    ['the agent who holds the session', standing('agent:lin'), both, 'agent'],
    ['nobody for now, when the agent holds', standing('agent:lin'), { ...both, agent: { ...lin, held: true } }, 'held'],
    [
      'nobody for now, when the line of the agent dropped',
      standing('agent:lin'),
      { ...both, agent: { ...lin, isOpen: false } },
      'held',
    ],
    ['the bot, when an agent who left it holds', standing('bot'), { ...both, agent: { ...lin, held: true } }, 'bot'],
    [
      'nobody for now, when the customer holds',
      standing('bot'),
      { customer: { ...open, held: true }, agent: null },
      'held',
    ],
    ['nobody any more', standing('bot', { status: 'ended' }), both, 'ended'],
  ])('%s', (_, session, lines, phase) => expect(phaseOf(session, lines)).toBe(phase))
})

describe('who hears whom', () => {
  test('agent and customer hear each other once that agent holds the session, and not before', () => {
    for (const from of ['customer', 'agent'] as const) {
      expect(hearEachOther(standing('agent:lin'), both, from)).toBe(true)
      for (const holder of ['bot', 'queue', 'agent:mei'] as const) {
        expect(hearEachOther(standing(holder), both, from)).toBe(false)
      }
    }
  })

  test('nobody hears who has muted themself, and the muted hear on', () => {
    const lines = { ...both, customer: { ...open, muted: true } }
    expect(hearEachOther(standing('agent:lin'), lines, 'customer')).toBe(false)
    expect(hearEachOther(standing('agent:lin'), lines, 'agent')).toBe(true)
    expect(isListenedTo(standing('bot'), lines, 'customer')).toBe(false)
  })

  test('on hold nobody hears anybody, whoever asked for it', () => {
    for (const lines of [
      { ...both, agent: { ...lin, held: true } },
      { ...both, customer: { ...open, held: true } },
    ]) {
      expect(hearEachOther(standing('agent:lin'), lines, 'customer')).toBe(false)
      expect(hearEachOther(standing('agent:lin'), lines, 'agent')).toBe(false)
      expect(isListenedTo(standing('agent:lin'), lines, 'customer')).toBe(false)
    }
    expect(hearsBot(standing('bot'), { customer: { ...open, held: true }, agent: null }, 4)).toBe(false)
  })

  test('the bot is heard under the fence of this moment only, and never beside a person', () => {
    expect(hearsBot(standing('bot'), both, 4)).toBe(true)
    expect(hearsBot(standing('bot'), both, 3)).toBe(false)
    expect(hearsBot(standing('queue'), both, 3)).toBe(false)
    expect(hearsBot(standing('queue'), both, 4)).toBe(true)
    expect(hearsBot(standing('agent:lin'), both, 4)).toBe(false)
  })

  test('what the customer says is understood while they wait, too; what an agent says only when the customer hears it', () => {
    expect(isListenedTo(standing('queue'), both, 'customer')).toBe(true)
    expect(isListenedTo(standing('queue'), both, 'agent')).toBe(false)
    expect(isListenedTo(standing('agent:lin', { status: 'ringing' }), both, 'customer')).toBe(false)
  })
})

test('an event of before, or of another call, changes nothing', () => {
  const passed = (fence: number): SessionEvent => ({
    seq: 1,
    id: 'p',
    at: 0,
    by: { role: 'system', id: 'session' },
    audience: 'all',
    kind: 'baton.passed',
    body: { from: 'queue', to: 'agent:lin', fence, reason: 'accepted', agent: { id: 'lin', name: 'Lin' } },
  })
  const ended: SessionEvent = {
    ...passed(0),
    kind: 'call.ended',
    body: { call: 'other-call-of-before', reason: 'hung_up', durationMs: 1 },
  }
  const now = standing('queue')
  expect(afterEvent(now, 'c', passed(4))).toBe(now)
  expect(afterEvent(now, 'c', ended)).toBe(now)
  expect(afterEvent(now, 'c', passed(5))).toMatchObject({ holder: 'agent:lin', fence: 5, agent: { id: 'lin' } })
  expect(afterEvent(now, 'other-call-of-before', ended)).toMatchObject({ status: 'ended', reason: 'hung_up' })
})
