import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, inject, test, vi } from 'vitest'
import { app } from '../http/app.ts'
import { GATEWAY } from '../testing/a-workspace.ts'
import { Room } from '../testing/wire.ts'
import { callBusiness } from './business.ts'

const business = (path: string, method = 'GET'): Promise<Response> => fetch(inject('businessUrl') + path, { method })
const callsTo = async (path: string): Promise<{ key: string }[]> =>
  (await (await business('/calls')).json<{ path: string; key: string }[]>()).filter((call) => call.path === path)
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (holds: () => Promise<boolean>, tries = 120): Promise<void> => {
  for (let n = 0; n < tries; n++) {
    if (await holds()) return
    await pause(25)
  }
  throw new Error('it never came to hold')
}
const SETTINGS = { offerMs: 20_000, graceMs: 0, caseIdleMs: 60_000, reopenMs: 0, turnMs: 15_000 }

describe('turns', () => {
  test('a turn that was overtaken does not take the next turn with it', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order sohold901')
    await until(async () => (await callsTo('/api/orders/SOHOLD901')).length > 0)
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    wire.send({ kind: 'handoff.cancel' })
    await wire.event('baton.passed', (event) => event.body.to === 'bot')
    const id = wire.say('how long does shipping take')
    await wire.next('ack', (ack) => ack.id === id)
    await business('/release', 'POST')
    expect((await wire.bot()).body.text).toContain('two to four days')
  })

  test('a customer who closes the tab right after writing is answered all the same', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    const { promise, resolve } = Promise.withResolvers<void>()
    await runInDurableObject(room.stub, (session) => {
      const known = session.core.knowhow.bind(session.core)
      let first = true
      session.core.knowhow = async () => {
        if (first) {
          first = false
          await promise
        }
        return known()
      }
    })
    wire.say('how long does shipping take')
    await pause(100)
    wire.close()
    await pause(200)
    resolve()
    await until(async () => (await room.log()).some((event) => event.kind === 'message' && event.by.role === 'bot'))
  })

  test('past its deadline a turn ends with a person, also while the business system is still silent', async () => {
    const room = await Room.open({ settings: { ...SETTINGS, turnMs: 500 } })
    const wire = await room.customer()
    wire.say('where is my order sohold902')
    await until(async () => (await callsTo('/api/orders/SOHOLD902')).length > 0)
    await pause(600)
    await runDurableObjectAlarm(room.stub)
    try {
      await until(async () => (await room.log()).some((event) => event.kind === 'handoff.requested'))
    } finally {
      await business('/release', 'POST')
    }
  })

  test('two customers never share an idempotency key', async () => {
    const keys: string[] = []
    for (let n = 0; n < 2; n++) {
      const room = await Room.open()
      const wire = await room.customer()
      wire.say('where is my order SO70007')
      await wire.bot()
    }
    for (const { key } of await callsTo('/api/orders/SO70007')) keys.push(key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(2)
  })

  test('what is shown while it is being written has passed the masking door', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    await runInDurableObject(room.stub, (session) => {
      session.core.duties.turns.voice = async function* () {
        yield 'Paid with 4111 1111 1111 1111. '
        yield 'Done.'
      }
    })
    wire.say('how long does shipping take')
    expect((await wire.next('delta')).text).not.toContain('4111 1111')
  })

  test('a partial answer under an older fence is not shown again after a crash', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    await runInDurableObject(room.stub, (session) => {
      session.core.duties.turns.voice = async function* () {
        yield 'First. '
        await new Promise(() => {})
        yield 'Second.'
      }
    })
    wire.say('how long does shipping take')
    await wire.next('delta')
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await abortAllDurableObjects()
    const back = await room.connect()
    expect((await back.hello()).welcome.state.stream).toBeNull()
  })

  test('originals of masked data do not outlive the turn that needs them', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    wire.say('my card 4111 1111 1111 1111')
    await wire.next('ack')
    await wire.event('message')
    expect(await runInDurableObject(room.stub, (session) => session.core.handles.size)).toBe(0)
  })
})

describe('timers', () => {
  test('a case that is silent with a person is looked at now and then, not at once again', async () => {
    const room = await Room.open({ settings: { ...SETTINGS, caseIdleMs: 1_000 } })
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await pause(1_300)
    await runInDurableObject(room.stub, (session) => {
      const run = session.core.duties.alarm.bind(session.core.duties)
      Object.assign(session, { rings: 0 })
      session.core.duties.alarm = (now) => {
        Object.assign(session, { rings: Number(Reflect.get(session, 'rings')) + 1 })
        run(now)
      }
    })
    await pause(1_500)
    const rings = await runInDurableObject(room.stub, (session) => Number(Reflect.get(session, 'rings')))
    expect(rings).toBeLessThan(5)
  })

  test('what the floor must be told is watched by a timer from the moment it is stored', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    await runInDurableObject(room.stub, (session) => {
      const silent = {
        getByName: () => ({ enqueue: () => new Promise(() => {}), release: () => new Promise(() => {}) }),
      }
      Object.defineProperty(session.core, 'env', { value: { ...session.core.env, FLOOR: silent } })
    })
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const due = await runInDurableObject(
      room.stub,
      (_, { storage }) => storage.sql.exec<{ due: number }>('SELECT MIN(due) AS due FROM timers').one().due,
    )
    expect(due - Date.now()).toBeLessThan(60_000 / 2)
  })
})

describe('readers', () => {
  test('an agent from whom the session was taken hears nothing more of it', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const lin = await room.agent('lin')
    await lin.hello()
    const { fence, handoff } = await room.state()
    await room.stub.pass({ handoffId: handoff?.id ?? '', expectedFence: fence, to: 'queue', reason: 'dropped' })
    await room.agent('chen')
    const id = wire.say('this is for Chen')
    await wire.next('ack', (ack) => ack.id === id)
    await pause(100)
    expect(lin.frames.some((frame) => frame.type === 'event' && frame.event.id === id)).toBe(false)
  })

  test('an agent who handed back may not write notes into the case of the next agent', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const lin = await room.agent('lin')
    await lin.hello()
    lin.send({ kind: 'handback', note: '' })
    await wire.event('baton.passed', (event) => event.body.to === 'bot')
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed', (event) => event.body.to === 'queue')
    await room.agent('chen')
    const id = lin.send({ kind: 'note', text: 'from the past' })
    await pause(200)
    expect((await room.log()).some((event) => event.id === id)).toBe(false)
  })

  test('a place in an earlier queue is not shown in the next one', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await until(async () => (await (await room.connect()).hello()).welcome.state.queue !== null, 6)
    wire.send({ kind: 'handoff.cancel' })
    await wire.event('baton.passed', (event) => event.body.to === 'bot')
    await runInDurableObject(room.stub, (session) => {
      const silent = {
        getByName: () => ({ enqueue: () => new Promise(() => {}), release: () => new Promise(() => {}) }),
      }
      Object.defineProperty(session.core, 'env', { value: { ...session.core.env, FLOOR: silent } })
    })
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed', (event) => event.body.to === 'queue')
    expect((await (await room.connect()).hello()).welcome.state.queue).toBeNull()
  })

  test('credit for what has arrived is no credit for what is still on its way', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await room.agent()
    await room.fill('message', 200)
    wire.tell({ type: 'got', seq: 1 })
    await room.fill('message', 100)
    await wire.next('behind', () => true, 1_000)
  })

  test('a card number does not come in as a tag', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const lin = await room.agent()
    await lin.hello()
    lin.send({ kind: 'resolve', resolution: '' })
    await wire.event('case.closed')
    const id = wire.send({ kind: 'rate', score: 5, tags: ['4111111111111111'], comment: '' })
    await Promise.race([wire.next('ack', (ack) => ack.id === id), wire.next('nack', (nack) => nack.id === id)])
    expect(JSON.stringify(await room.log())).not.toContain('4111111111111111')
  })
})

describe('doors', () => {
  test.each([
    ['/api/customers/{id}/orders', { id: '..' }],
    ['/{region}/evil.example/orders', { region: '' }],
  ])('what a customer gives does not lead an action to another address: %s', async (path, input) => {
    const asked: string[] = []
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      asked.push(String(url))
      return new Response('{}')
    })
    const action = { id: 'a', method: 'GET', path, safe: true, timeoutMs: 500 } as const
    const result = await callBusiness({ url: 'https://shop.example', token: 't' }, action, input, 'key')
    spy.mockRestore()
    expect([asked, result.ok]).toEqual([[], false])
  })

  test('a gateway without its admin token opens to nobody', async () => {
    const { ADMIN_TOKEN: _, ...without } = env
    const request = new Request(`${GATEWAY}/v1/admin/workspaces/x`, {
      method: 'PUT',
      body: '{}',
      headers: { authorization: 'Bearer undefined' },
    })
    expect((await app.fetch(request, without)).status).toBe(401)
  })
})
