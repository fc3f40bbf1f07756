import type { CallPhase, Holder, SessionEvent } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import {
  afterEvent,
  heardBy,
  hearsBot,
  isBridged,
  isListenedTo,
  type Line,
  type Lines,
  phaseOf,
  type Seat,
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
/** Mei has the session; Lin, who passed it on, stays. */
const three: Lines = { customer: open, agent: { ...open, id: 'mei' }, colleague: lin }

const hearEachOther = (session: Standing, lines: Lines, from: 'customer' | 'agent'): boolean =>
  heardBy(session, lines, from).includes(from === 'customer' ? 'agent' : 'customer')

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
    [
      'nobody yet, while the agent is told about them',
      standing('agent:lin'),
      { ...both, agent: { ...lin, isBriefed: true } },
      'queued',
    ],
    [
      'who stays, until the colleague is there',
      standing('agent:mei'),
      { customer: open, agent: null, colleague: lin },
      'agent',
    ],
    [
      'who stays, while the colleague’s line is down',
      standing('agent:mei'),
      { ...three, agent: { ...open, id: 'mei', isOpen: false } },
      'agent',
    ],
    [
      'nobody for now, when who stays holds',
      standing('agent:mei'),
      { ...three, colleague: { ...lin, held: true } },
      'held',
    ],
    ['the bot, when both have left it', standing('bot'), three, 'bot'],
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

describe('more than two', () => {
  const all: Lines = { ...three, supervisor: { ...open, muted: true } }
  const table = (session: Standing, lines: Lines) =>
    Object.fromEntries(
      (['customer', 'agent', 'colleague', 'supervisor'] as const satisfies Seat[]).map((from) => [
        from,
        heardBy(session, lines, from),
      ]),
    )

  test('who passes a call on and stays hears everybody and is heard; a supervisor hears all and is heard by nobody', () => {
    expect(table(standing('agent:mei'), all)).toEqual({
      customer: ['agent', 'colleague', 'supervisor'],
      agent: ['customer', 'colleague', 'supervisor'],
      colleague: ['customer', 'agent', 'supervisor'],
      supervisor: [],
    })
  })

  test('a supervisor who speaks is heard by the agent only', () => {
    const speaking = { ...all, supervisor: open }
    expect(heardBy(standing('agent:mei'), speaking, 'supervisor')).toEqual(['agent'])
    expect(heardBy(standing('queue'), speaking, 'supervisor')).toEqual([])
  })

  test('on hold the agents talk it over, whoever of them asked for it, and the customer has no part in it', () => {
    for (const lines of [
      { ...all, agent: { ...open, id: 'mei', held: true } },
      { ...all, colleague: { ...lin, held: true } },
    ]) {
      expect(table(standing('agent:mei'), lines)).toEqual({
        customer: [],
        agent: ['colleague', 'supervisor'],
        colleague: ['agent', 'supervisor'],
        supervisor: [],
      })
    }
  })

  test('who stays goes on with the customer alone until the colleague is there, and is beside nobody once no agent has it', () => {
    const alone = { ...three, agent: null }
    expect(heardBy(standing('agent:mei'), alone, 'colleague')).toEqual(['customer'])
    expect(heardBy(standing('agent:mei'), alone, 'customer')).toEqual(['colleague'])
    for (const holder of ['bot', 'queue'] as const) {
      expect(heardBy(standing(holder), three, 'colleague')).toEqual([])
      expect(heardBy(standing(holder), three, 'customer')).toEqual([])
    }
  })

  test('each is understood by themself, as long as the customer hears them', () => {
    const session = standing('agent:mei')
    expect(isListenedTo(session, { ...three, agent: null }, 'agent')).toBe(false)
    expect(isListenedTo(session, { ...three, agent: null }, 'colleague')).toBe(true)
    expect(isListenedTo(session, { ...three, colleague: { ...lin, muted: true } }, 'colleague')).toBe(false)
    expect(isListenedTo(session, { ...three, colleague: { ...lin, held: true } }, 'colleague')).toBe(false)
    expect(isListenedTo(standing('queue'), three, 'colleague')).toBe(false)
  })

  test('either is with the customer while their own line is open', () => {
    const session = standing('agent:mei')
    const seats = (lines: Lines) => [isBridged(session, lines), isBridged(session, lines, 'colleague')]
    expect(seats(three)).toEqual([true, true])
    expect(seats({ ...three, agent: null })).toEqual([false, true])
    expect(seats({ ...three, colleague: { ...lin, isOpen: false } })).toEqual([true, false])
    expect(seats({ ...three, customer: { ...open, isOpen: false } })).toEqual([false, false])
  })
})

test('while the agent is told about them, neither hears the other, and what the customer says is understood', () => {
  const briefed = { ...both, agent: { ...lin, isBriefed: true } }
  expect(hearEachOther(standing('agent:lin'), briefed, 'customer')).toBe(false)
  expect(hearEachOther(standing('agent:lin'), briefed, 'agent')).toBe(false)
  expect(isListenedTo(standing('agent:lin'), briefed, 'customer')).toBe(true)
})

test('who was called and is asked hears the bot and not the agent, until they were', () => {
  const called = standing('agent:lin')
  const asked: Lines = { ...both, customer: { ...open, isAsked: true } }
  expect([phaseOf(called, asked), phaseOf(called, both)]).toEqual(['bot', 'agent'])
  expect([hearsBot(called, asked, 4), hearsBot(called, asked, 3), hearsBot(called, both, 4)]).toEqual([
    true,
    false,
    false,
  ])
  expect([isBridged(called, asked), isBridged(called, both)]).toEqual([false, true])
  expect(hearEachOther(called, asked, 'customer') || hearEachOther(called, asked, 'agent')).toBe(false)
  expect([isListenedTo(called, asked, 'customer'), isListenedTo(called, asked, 'agent')]).toEqual([true, false])
  expect(phaseOf(standing('agent:lin', { status: 'ringing' }), asked)).toBe('ringing')
  expect(hearsBot(standing('agent:lin', { status: 'ringing' }), asked, 4)).toBe(false)
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
