import { CHANNEL_KINDS, CHANNELS, type Route, type SessionEvent } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectsOf, fold, initialState, type MaskedCommand, mayReach, type SessionState } from './index.ts'
import { customer, lin, Rig, said } from './testing/rig.ts'

const ROUTES = ['a'.repeat(22), 'b'.repeat(22)]
const ACCOUNT = 'ch_0123456789abcdef'
const HOUR = 3_600_000

type Body<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>['body']

/** A log one writes by hand. */
class Log {
  events: SessionEvent[] = []
  add<K extends SessionEvent['kind']>(
    kind: K,
    at: number,
    body: Body<K>,
    role: 'customer' | 'system' = 'system',
  ): void {
    const seq = this.events.length + 1
    this.events.push({ kind, seq, id: `e${seq}`, at, by: { role, id: role }, audience: 'all', body } as SessionEvent)
  }
  get state(): SessionState {
    return this.events.reduce(fold, initialState)
  }
}

describe('what a channel still allows', () => {
  const steps = fc.oneof(
    fc.record({ do: fc.constant('found' as const), route: fc.nat(1), kind: fc.constantFrom(...CHANNEL_KINDS) }),
    fc.record({ do: fc.constantFrom('heard', 'blocked', 'opened', 'gone'), route: fc.nat(1) }),
    fc.record({ do: fc.constant('sent' as const), route: fc.nat(1), parts: fc.nat(3) }),
    fc.record({ do: fc.constant('web' as const) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(HOUR, 23 * HOUR, 30 * HOUR, 200 * HOUR) }),
  )

  test('is what a naive look back over the log says, for bot and agent, with templates and without', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (script, parts) => {
        const log = new Log()
        const kinds = new Map<number, (typeof CHANNEL_KINDS)[number]>()
        let now = 1_000_000
        for (const step of script) {
          now += 1
          if (step.do === 'wait') now += step.ms
          else if (step.do === 'web') log.add('message', now, { text: 'hi' }, 'customer')
          else {
            if (step.do === 'found') kinds.set(step.route, kinds.get(step.route) ?? step.kind)
            const channel = kinds.get(step.route)
            const route = ROUTES[step.route] ?? ''
            if (!channel) continue
            if (step.do === 'heard') log.add('message', now, { text: 'hi', via: { channel, route } }, 'customer')
            else if (step.do === 'sent')
              log.add('message.delivery', now, { ref: 1, route, channel, state: 'sent', parts: step.parts })
            else {
              const standing = step.do === 'blocked' ? 'blocked' : step.do === 'gone' ? 'gone' : 'open'
              log.add('route.changed', now, { route, channel, account: ACCOUNT, standing })
              if (standing === 'gone') kinds.delete(step.route)
            }
          }
        }
        const { state } = log
        for (const [index, id] of ROUTES.entries()) {
          const known = state.routes?.find((route) => route.id === id)
          expect(known !== undefined).toBe(kinds.has(index))
          if (!known) continue
          for (const by of ['bot', 'agent'] as const) {
            for (const isTemplate of [false, true]) {
              expect(mayReach(known, by, now, isTemplate, parts).may).toBe(
                naive(log.events, id, by, now, isTemplate, parts),
              )
            }
          }
        }
        const last = log.events.findLast(({ kind, by }) => kind === 'message' && by.role === 'customer')
        const via = last?.kind === 'message' ? last.body.via?.route : undefined
        const isGone = log.events.some(
          ({ kind, seq, body }) =>
            kind === 'route.changed' && seq > (last?.seq ?? 0) && body.route === via && body.standing === 'gone',
        )
        // With two ways there is one other at most, and what it is then is what it was when the first was gone.
        if (!isGone) expect(state.speaksBy).toBe(via)
        else expect([undefined, ...(state.routes ?? []).map(({ id }) => id)]).toContain(state.speaksBy)
      }),
      { numRuns: 1_000 },
    )
  })

  function naive(
    log: readonly SessionEvent[],
    id: string,
    by: 'bot' | 'agent',
    now: number,
    isTemplate: boolean,
    parts: number,
  ): boolean {
    const begun = log.findLastIndex(
      ({ kind, body }) => kind === 'route.changed' && body.route === id && body.standing === 'gone',
    )
    const since = log.slice(begun + 1)
    const told = since.findLast(
      (event) =>
        (event.kind === 'route.changed' && event.body.route === id) ||
        (event.kind === 'message' && event.body.via?.route === id),
    )
    if (told?.kind === 'route.changed' && told.body.standing === 'blocked') return false
    const channel = since.find(({ kind, body }) => kind === 'route.changed' && body.route === id)?.body
    const rules = CHANNELS[(channel as Body<'route.changed'>).channel]
    if (isTemplate && rules.hasTemplates) return true
    const heard = since.findLastIndex((event) => event.kind === 'message' && event.body.via?.route === id)
    const window = by === 'agent' && rules.humanWindowMs ? rules.humanWindowMs : rules.windowMs
    if (window !== null && (heard < 0 || now >= (since[heard]?.at ?? 0) + window)) return false
    if (rules.quota === null) return true
    const sent = since
      .slice(heard + 1)
      .reduce(
        (sum, event) =>
          sum + (event.kind === 'message.delivery' && event.body.route === id ? (event.body.parts ?? 1) : 0),
        0,
      )
    const mine = rules.quota - (by === 'bot' ? 1 : 0)
    return sent + Math.min(parts, mine) <= mine
  }

  test('the last message of a quota is a person’s', () => {
    const route: Route = {
      id: ROUTES[0] ?? '',
      channel: 'wechat',
      account: ACCOUNT,
      standing: 'open',
      heardAt: 0,
      spent: 3,
    }
    expect(mayReach(route, 'bot', 1)).toMatchObject({ may: true, left: 2 })
    const last = { ...route, spent: 4 }
    expect(mayReach(last, 'bot', 1)).toEqual({ may: false, reason: 'quota_spent' })
    expect(mayReach(last, 'agent', 1)).toMatchObject({ may: true, left: 1 })
    expect(mayReach({ ...route, spent: 5 }, 'agent', 1)).toEqual({ may: false, reason: 'quota_spent' })
    // What takes more than there ever are goes with all that are left, once none is gone.
    expect(mayReach({ ...route, spent: 0 }, 'agent', 1, false, 9).may).toBe(true)
    expect(mayReach({ ...route, spent: 1 }, 'agent', 1, false, 9).may).toBe(false)
  })

  test('a way that comes from another session keeps how it stood there, unless it is known better here', () => {
    const [route = ''] = ROUTES
    const moved = { route, channel: 'wechat', account: ACCOUNT, standing: 'open', heardAt: 500, spent: 2 } as const
    const log = new Log()
    log.add('route.changed', 900, moved)
    expect(log.state.routes).toMatchObject([{ heardAt: 500, spent: 2 }])
    log.add('message', 1_000, { text: 'hi', via: { channel: 'wechat', route } }, 'customer')
    log.add('route.changed', 1_100, moved)
    expect(log.state.routes).toMatchObject([{ heardAt: 1_000, spent: 0 }])
  })
})

describe('by which way staff speak', () => {
  const [route = '', other = ''] = ROUTES
  const message = { kind: 'message', text: said('hello'), marks: [], locale: undefined } satisfies MaskedCommand

  /** Lin has the session of a customer who wrote by a channel. */
  function withLin(): Rig {
    const rig = new Rig()
    const by = { role: 'system', id: 'session' } as const
    const body = { route, channel: 'whatsapp', account: ACCOUNT, standing: 'open' } as const
    rig.append([{ kind: 'route.changed', id: 'r1', by, audience: 'staff', body }])
    rig.send(customer, { ...message, via: { channel: 'whatsapp', route } })
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    return rig
  }
  const owed = (rig: Rig) => rig.log.slice(-1).flatMap((event) => effectsOf(event, rig.state))

  test('who takes over is told of where no page shows it', () => {
    const rig = withLin()
    expect(owed(rig)).toContainEqual({ do: 'deliver', seq: rig.state.head, route })
    expect(new Rig().state.speaksBy).toBeUndefined()
  })

  test('a way that leads elsewhere now leaves the one they were heard on last, and the page where there is none', () => {
    const log = new Log()
    const [mail = '', chat = ''] = ROUTES
    const way = { account: ACCOUNT, standing: 'open' } as const
    log.add('route.changed', 1, { ...way, route: mail, channel: 'email' })
    log.add('message', 2, { text: 'hi', via: { channel: 'email', route: mail } }, 'customer')
    log.add('route.changed', 3, { ...way, route: chat, channel: 'telegram', heardAt: 1, speaks: true })
    expect(log.state.speaksBy).toBe(chat)
    log.add('route.changed', 4, { ...way, route: chat, channel: 'telegram', standing: 'gone' })
    expect(log.state.speaksBy).toBe(mail)
    log.add('route.changed', 5, { ...way, route: mail, channel: 'email', standing: 'gone' })
    expect(log.state.speaksBy).toBeUndefined()
  })

  test('a way the customer has closed is not where they are looked for', () => {
    const log = new Log()
    const [mail = '', chat = ''] = ROUTES
    const way = { account: ACCOUNT, standing: 'open' } as const
    log.add('route.changed', 1, { ...way, route: mail, channel: 'whatsapp', heardAt: 1 })
    log.add('route.changed', 2, { ...way, route: mail, channel: 'whatsapp', standing: 'blocked' })
    log.add('route.changed', 3, { ...way, route: chat, channel: 'telegram', heardAt: 1, speaks: true })
    log.add('route.changed', 4, { ...way, route: chat, channel: 'telegram', standing: 'gone' })
    expect(log.state.speaksBy).toBeUndefined()
  })

  test('an answer goes where the customer spoke last, or where the agent says', () => {
    const rig = withLin()
    expect(rig.send(lin, message)).toBe('ok')
    expect(owed(rig)).toEqual([{ do: 'deliver', seq: rig.state.head, route }])
    rig.send(customer, message)
    rig.send(lin, message)
    expect(owed(rig)).toEqual([])
    expect(rig.send(lin, { ...message, to: { route } })).toBe('ok')
    expect(owed(rig)).toEqual([{ do: 'deliver', seq: rig.state.head, route }])
  })

  test('a way the customer has not, or a template that is none, is not found; a customer names no way', () => {
    const rig = withLin()
    expect(rig.send(lin, { ...message, to: { route: other } })).toBe('not_found')
    const template = { name: 'order_update', language: 'en' }
    expect(rig.send(lin, { ...message, text: said(''), to: { route, template } })).toBe('not_found')
    expect(rig.send(lin, { ...message, to: { route, template } })).toBe('ok')
    expect(rig.send(customer, { ...message, to: { route } })).toBe('forbidden')
  })
})
