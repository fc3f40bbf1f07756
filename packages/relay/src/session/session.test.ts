import { type Command, type Locale, type Mark, type SessionEvent, settings as settingsSchema } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Redacted, redact } from '../masking/index.ts'
import {
  type Actor,
  closeSilent,
  decide,
  decidePass,
  type EventDraft,
  effectsOf,
  fold,
  initialState,
  isCurrent,
  joinTurn,
  type MaskedCommand,
  maskCommand,
  maySee,
  numbered,
  type SessionState,
  viewFor,
} from './index.ts'

const settings = settingsSchema.parse({})
const customer: Actor = { role: 'customer', id: 'c_1', name: null }
const lin: Actor = { role: 'agent', id: 'lin', name: 'Lin' }
const chen: Actor = { role: 'agent', id: 'chen', name: 'Chen' }
const said = (text: string): Redacted => redact(text, []).text

/** A session in memory: the pure core with a log, as a host would drive it. */
class Rig {
  state: SessionState = initialState
  log: SessionEvent[] = []
  now = 1_000
  #ids = 0

  send(actor: Actor, command: MaskedCommand, id = `id_${++this.#ids}`): string {
    const context = { now: this.now, settings, handedBack: said('I am back.') }
    const verdict = decide(this.state, id, command, actor, context)
    if (!verdict.ok) return verdict.code
    this.append(verdict.drafts)
    return 'ok'
  }

  say(actor: Actor, text: string, locale?: Locale): string {
    return this.send(actor, { kind: 'message', text: said(text), marks: [], locale })
  }

  pass(to: Actor | 'queue', expectedFence = this.state.fence, handoffId = this.state.handoff?.id ?? 'none'): string {
    const decision = decidePass(this.state, {
      handoffId,
      expectedFence,
      to: to === 'queue' ? 'queue' : { agent: { id: to.id, name: to.name ?? '' } },
      reason: to === 'queue' ? 'dropped' : 'accepted',
    })
    if (decision.answer === 'pass') this.append([decision.draft])
    return decision.answer
  }

  append(drafts: readonly EventDraft[]): SessionEvent[] {
    const events = drafts.map((draft, index) => numbered(draft, this.state.head + 1 + index, this.now))
    for (const event of events) this.state = fold(this.state, event)
    this.log.push(...events)
    return events
  }

  get kinds(): string[] {
    return this.log.map((event) => event.kind)
  }
}

describe('cases', () => {
  test('the first message opens one, the next joins it', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    rig.say(customer, 'where is my order')
    expect(rig.kinds).toEqual(['case.opened', 'message', 'message'])
    expect(rig.state.case?.messages).toBe(2)
  })

  test('silence closes a case with the bot and sends a summary; an early look does nothing', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    rig.now += settings.caseIdleMs - 1
    expect(closeSilent(rig.state, settings, rig.now)).toEqual({ ok: true, drafts: [] })
    rig.now += 1
    const verdict = closeSilent(rig.state, settings, rig.now)
    if (verdict.ok) rig.append(verdict.drafts)
    expect(rig.kinds.slice(-2)).toEqual(['case.closed', 'case.summarised'])
    expect(rig.state.case).toMatchObject({ open: false, summarised: true, rated: false })
  })

  test('silence does not close a case that waits for a person', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    expect(closeSilent(rig.state, settings, rig.now + settings.caseIdleMs * 9)).toEqual({ ok: true, drafts: [] })
  })

  test('a message within the window reopens the case, later it opens another', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    const first = rig.state.case?.id
    const close = () => {
      rig.now += settings.caseIdleMs
      const verdict = closeSilent(rig.state, settings, rig.now)
      if (verdict.ok) rig.append(verdict.drafts)
    }
    close()
    rig.now += settings.reopenMs - 1
    rig.say(customer, 'one more thing')
    expect(rig.state.case).toMatchObject({ id: first, open: true })
    close()
    rig.now += settings.reopenMs
    rig.say(customer, 'something else')
    expect(rig.state.case?.id).not.toBe(first)
  })

  test('a case is rated once, and only when it is closed', () => {
    const rig = new Rig()
    const rate = () => rig.send(customer, { kind: 'rate', score: 5, tags: [], comment: said('') })
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    expect(rate()).toBe('case_open')
    rig.send(lin, { kind: 'resolve', resolution: said('Refunded.') })
    expect([rate(), rate()]).toEqual(['ok', 'already_rated'])
  })
})

describe('the baton', () => {
  test('goes bot → queue → agent → bot, each pass raising the fence by one', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    expect(rig.state).toMatchObject({ holder: 'queue', fence: 2 })
    expect(rig.pass(lin)).toBe('pass')
    expect(rig.state).toMatchObject({ holder: 'agent:lin', fence: 3, agent: { id: 'lin', name: 'Lin' } })
    rig.send(lin, { kind: 'handback', note: said('waits for the parcel') })
    expect(rig.state).toMatchObject({ holder: 'bot', fence: 4, agent: null, handoff: null })
    expect(rig.kinds.slice(-3)).toEqual(['note', 'baton.passed', 'message'])
  })

  test('the same pass delivered twice is applied once', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    const { fence, handoff } = rig.state
    expect(rig.pass(lin, fence, handoff?.id)).toBe('pass')
    expect(rig.pass(lin, fence, handoff?.id)).toBe('done')
    expect(rig.state.fence).toBe(fence + 1)
  })

  test('a pass that expects an older fence, another handoff, or comes second is refused', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    const { fence, handoff } = rig.state
    rig.pass(lin)
    expect(rig.pass(chen, fence, handoff?.id)).toBe('moved')
    expect(rig.pass('queue', fence, handoff?.id)).toBe('moved')
    expect(rig.pass('queue', rig.state.fence, 'h_other')).toBe('moved')
    expect(rig.state.holder).toBe('agent:lin')
  })

  test('only the holder may answer, hand back or resolve; a customer may do none of it', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    expect(rig.say(chen, 'hi')).toBe('not_holder')
    expect(rig.send(chen, { kind: 'handback', note: said('') })).toBe('not_holder')
    expect(rig.send(customer, { kind: 'resolve', resolution: said('') })).toBe('forbidden')
    expect(rig.send(customer, { kind: 'note', text: said('x') })).toBe('forbidden')
    expect(rig.send(lin, { kind: 'rate', score: 1, tags: [], comment: said('') })).toBe('forbidden')
    expect(rig.say(lin, 'hi')).toBe('ok')
  })

  test('asking twice for a person is answered, not queued twice; cancelling gives the bot the session', () => {
    const rig = new Rig()
    expect(rig.send(customer, { kind: 'handoff.request' })).toBe('ok')
    expect(rig.send(customer, { kind: 'handoff.request' })).toBe('already_waiting')
    expect(rig.send(customer, { kind: 'handoff.cancel' })).toBe('ok')
    expect(rig.send(customer, { kind: 'handoff.cancel' })).toBe('stale_fence')
    expect(rig.state).toMatchObject({ holder: 'bot', handoff: null })
  })
})

describe('what follows', () => {
  const effects = (rig: Rig, from = 0) => rig.log.slice(from).flatMap((event) => effectsOf(event, rig.state))

  test('a message to the bot begins a turn; one to the queue or an agent does not', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    expect(effects(rig)).toEqual([{ do: 'watch_case' }, { do: 'turn', seq: 2 }])
    rig.send(customer, { kind: 'handoff.request' })
    const from = rig.log.length
    rig.say(customer, 'still there?')
    expect(effects(rig, from)).toEqual([])
  })

  test('Floor is told of the queue with what it may show, and of the release with the newer fence', () => {
    const rig = new Rig()
    rig.say(customer, '我的订单到哪了', 'zh-CN')
    rig.send(customer, { kind: 'handoff.request' })
    expect(effects(rig)).toContainEqual({
      do: 'enqueue',
      fence: 2,
      item: expect.objectContaining({ want: '我的订单到哪了', reason: 'asked', locale: 'zh-CN', queuedAt: rig.now }),
    })
    const from = rig.log.length
    const handoffId = rig.state.handoff?.id
    rig.send(customer, { kind: 'handoff.cancel' })
    expect(effects(rig, from)).toEqual([{ do: 'release', handoffId, fence: 3 }])
  })

  test('a session that an agent dropped is put back by Floor alone', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    const from = rig.log.length
    rig.pass('queue')
    expect(effects(rig, from)).toEqual([])
  })
})

describe('turns', () => {
  test('messages under one fence join a turn, a newer fence begins another', () => {
    const rig = new Rig()
    rig.say(customer, 'a')
    const first = joinTurn(null, 2, rig.state, settings, rig.now)
    const joined = joinTurn(first, 3, rig.state, settings, rig.now + 5)
    expect(joined).toEqual({ ...first, seqs: [2, 3] })
    rig.send(customer, { kind: 'handoff.request' })
    expect(isCurrent(joined, rig.state)).toBe(false)
    rig.send(customer, { kind: 'handoff.cancel' })
    expect(isCurrent(joined, rig.state)).toBe(false)
    expect(joinTurn(joined, 9, rig.state, settings, rig.now).seqs).toEqual([9])
  })
})

describe('the brief', () => {
  test('says what is wanted, what is known and how, what was tried and which rule fired', () => {
    const rig = new Rig()
    const bot = { role: 'bot', id: 'bot' } as const
    rig.say(customer, 'where is so10042')
    rig.append([
      {
        kind: 'action.started',
        id: 'k1',
        by: bot,
        audience: 'staff',
        body: { turn: 't', action: 'order.get', key: 'k1', input: { orderNumber: 'SO10042' } },
      },
      {
        kind: 'action.finished',
        id: 'k2',
        by: bot,
        audience: 'staff',
        body: { turn: 't', action: 'order.get', key: 'k1', ok: true, code: 'ok' },
      },
      {
        kind: 'bot.decided',
        id: 'd1',
        by: bot,
        audience: 'staff',
        body: {
          turn: 't',
          snapshot: 'v',
          outcome: 'answer',
          intent: { id: 'order_status', confidence: 0.9 },
          recognised: true,
          mood: { level: 'negative', words: ['slow'], negative: 1 },
          locale: 'en',
          entities: [
            { type: 'order_number', value: 'SO10042', text: 'so10042' },
            { type: 'phone', value: '13800000000', text: '13800000000' },
          ],
          flow: null,
          why: [],
        },
      },
    ])
    rig.say(customer, 'agent')
    rig.send(customer, { kind: 'handoff.request' })
    expect(rig.state.brief).toMatchObject({
      want: 'where is so10042',
      facts: [
        { label: 'order_number', value: 'SO10042', verified: 'business' },
        { label: 'phone', value: '13800000000', verified: 'said' },
      ],
      tried: [{ id: 'order_status' }],
      mood: 'negative',
      moodWords: ['slow'],
      firing: { rule: 'person-button' },
      ordersState: 'anonymous',
    })
  })
})

test('a customer sees no staff event, and the view hides what is for staff', () => {
  const rig = new Rig()
  rig.send(customer, { kind: 'handoff.request' })
  const staff = rig.log.filter((event) => !maySee('customer', event)).map((event) => event.kind)
  expect(staff).toEqual(['rule.fired', 'brief.written'])
  const live = { reads: { customer: 0, staff: 0 }, queue: { position: 1, waitMs: null }, stream: null }
  expect(viewFor('customer', rig.state, live).staff).toBeUndefined()
  expect(viewFor('agent', rig.state, live).staff?.brief?.want).toBe('')
})

test('words of every command pass the masking door', () => {
  const card = '4111 1111 1111 1111'
  const commands: Command[] = [
    { kind: 'message', text: card },
    { kind: 'note', text: card },
    { kind: 'handback', note: card },
    { kind: 'resolve', resolution: card },
    { kind: 'rate', score: 1, tags: [], comment: card },
  ]
  for (const command of commands) {
    const { command: masked, handles } = maskCommand(command, [])
    expect(JSON.stringify(masked)).not.toContain('4111 1111')
    expect(handles[0]?.open()).toBe(card)
  }
})

describe('under any sequence of commands', () => {
  const actors = fc.constantFrom(customer, lin, chen)
  const commands = fc.oneof(
    fc.record({
      kind: fc.constant('message' as const),
      text: fc.constantFrom(said('a'), said('b')),
      marks: fc.constant<Mark[]>([]),
      locale: fc.constant(undefined),
    }),
    fc.record({ kind: fc.constant('note' as const), text: fc.constant(said('n')) }),
    fc.record({ kind: fc.constant('handback' as const), note: fc.constant(said('')) }),
    fc.record({ kind: fc.constant('resolve' as const), resolution: fc.constant(said('done')) }),
    fc.record({
      kind: fc.constant('rate' as const),
      score: fc.constant(4),
      tags: fc.constant<string[]>([]),
      comment: fc.constant(said('')),
    }),
    fc.constant({ kind: 'handoff.request' as const }),
    fc.constant({ kind: 'handoff.cancel' as const }),
  )
  const steps = fc.oneof(
    fc.record({ do: fc.constant('send' as const), actor: actors, command: commands }),
    fc.record({
      do: fc.constant('pass' as const),
      to: fc.constantFrom(lin, chen, 'queue' as const),
      behind: fc.nat(2),
    }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, settings.caseIdleMs, settings.reopenMs) }),
  )

  test('seq is dense, the fence only grows by one, one holds the baton, and the log folds to the state', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (script) => {
        const rig = new Rig()
        for (const step of script) {
          if (step.do === 'send') rig.send(step.actor, step.command)
          else if (step.do === 'pass') rig.pass(step.to, rig.state.fence - step.behind)
          else {
            rig.now += step.ms
            const verdict = closeSilent(rig.state, settings, rig.now)
            if (verdict.ok) rig.append(verdict.drafts)
          }
        }
        expect(rig.log.map((event) => event.seq)).toEqual(rig.log.map((_, index) => index + 1))
        let fence = initialState.fence
        let holder: string = initialState.holder
        for (const event of rig.log) {
          if (event.kind === 'message' && event.by.role === 'agent') expect(holder).toBe(`agent:${event.by.id}`)
          if (event.kind !== 'baton.passed') continue
          expect(event.body).toMatchObject({ from: holder, fence: fence + 1 })
          fence = event.body.fence
          holder = event.body.to
        }
        expect(rig.state).toMatchObject({ fence, holder })
        expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
        const opened = rig.log.filter((event) => event.kind === 'case.opened').length
        const closed = rig.log.filter((event) => event.kind === 'case.closed').length
        expect(opened - closed).toBe(rig.state.case?.open ? 1 : 0)
      }),
      { numRuns: 400 },
    )
  })
})
