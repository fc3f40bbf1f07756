import { expect, test } from 'vitest'
import { Room } from '../testing/wire.ts'

const businessApi = { url: 'http://127.0.0.1:9', token: 'none' }

test('a copy holds what the customer could read and what is about them, page by page; staff’s own only when asked for', async () => {
  const room = await Room.open({ businessApi })
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.event('baton.passed')
  const agent = await room.agent()
  await agent.hello()
  agent.send({ kind: 'note', text: 'sounds worried' })
  await agent.next('ack')
  agent.send({ kind: 'message', text: 'Hello' })
  await customer.event('message', ({ by }) => by.role === 'agent')

  const read = async (internal: boolean): Promise<string[]> => {
    const events: string[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof room.stub.disclose>> = await room.stub.disclose({
        after,
        limit: 2,
        internal,
      })
      events.push(...(page?.events ?? []))
      after = page?.next ?? null
    }
    return events
  }
  const log = await room.log()
  expect((await read(true)).map((event) => JSON.parse(event))).toEqual(log)
  const copy = (await read(false)).join()
  expect(copy).toContain('"Hello"')
  expect(copy).not.toContain('worried')
  expect(copy).not.toContain('brief.written')
})
