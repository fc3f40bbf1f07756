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
  // More than two checkpoints, and some messages after the last.
  for (let n = 0; n < 37; n += 1) {
    const id = agent.send({ kind: 'message', text: `message ${n}` })
    sent.push({ id, seq: (await agent.next('ack', (frame) => frame.id === id)).seq })
  }
  const [before, log] = [await room.state(), await room.log()]

  await evictDurableObject(room.stub)
  expect(await room.state()).toEqual(before)
  for (const { id, seq } of sent) {
    agent.send({ kind: 'message', text: 'again' }, id)
    expect((await agent.next('ack', (frame) => frame.id === id)).seq).toBe(seq)
  }
  expect(await room.log()).toEqual(log)
})
