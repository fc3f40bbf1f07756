import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { business, callsTo, pause, until } from '../testing/business.ts'
import { Room } from '../testing/wire.ts'

const SETTINGS = { offerMs: 20_000, graceMs: 0, caseIdleMs: 60_000, reopenMs: 0, turnMs: 15_000 }

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
  await business('/release/SOHOLD901', 'POST')
  expect((await wire.bot()).body.text).toContain('two to four days')
})

test('a customer who closes the tab right after writing is answered all the same', async () => {
  const room = await Room.open()
  const wire = await room.customer()
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
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
  const room = await Room.open({ settings: { ...SETTINGS, turnMs: 2_000 } })
  const wire = await room.customer()
  wire.say('where is my order sohold902')
  await until(async () => (await callsTo('/api/orders/SOHOLD902')).length > 0)
  await pause(2_100)
  await runDurableObjectAlarm(room.stub)
  try {
    await until(async () => (await room.log()).some((event) => event.kind === 'handoff.requested'))
  } finally {
    await business('/release/SOHOLD902', 'POST')
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
