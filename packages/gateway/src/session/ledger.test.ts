import { evictDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { Room } from '../testing/wire.ts'

test('a message is stored once however late it comes again, and a session wakes as it went to sleep', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.next('ack')
  const agent = await room.agent()
  await agent.hello()
  const sent: { id: string; seq: number }[] = []
  // Past a checkpoint, with some messages after it.
  for (let n = 0; n < 90; n += 1) {
    const id = agent.send({ kind: 'message', text: `message ${n}` })
    sent.push({ id, seq: (await agent.next('ack', (frame) => frame.id === id)).seq })
  }
  const [before, log] = [await room.state(), await room.log()]

  await evictDurableObject(room.stub)
  expect(await room.state()).toEqual(before)
  expect(await room.indexed()).toEqual({ ids: 64, head: 64 })
  for (const { id, seq } of sent.filter((_, at) => at % 4 === 0)) {
    agent.send({ kind: 'message', text: 'again' }, id)
    expect((await agent.next('ack', (frame) => frame.id === id)).seq).toBe(seq)
  }
  expect(await room.log()).toEqual(log)
})
