import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { pause, until } from '../testing/business.ts'
import { Room } from '../testing/wire.ts'

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

test('an agent who handed back is sent off when the next agent takes the case', async () => {
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
  expect(await lin.next('bye')).toMatchObject({ code: 'forbidden' })
  expect((await lin.closed).code).toBe(4503)
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
  lin.send({ kind: 'resolve', resolution: 'done' })
  await wire.event('case.closed')
  const id = wire.send({ kind: 'rate', score: 5, tags: ['4111111111111111'], comment: '' })
  await Promise.race([wire.next('ack', (ack) => ack.id === id), wire.next('nack', (nack) => nack.id === id)])
  expect(JSON.stringify(await room.log())).not.toContain('4111111111111111')
})
