import type { SessionEvent } from '@baton/protocol'
import type { Said } from '@baton/testing/vendors'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback, type Callback, eventsAt, hookOf, knock } from '../testing/hooks.ts'

let workspace: string
beforeAll(async () => {
  workspace = (await provisioned()).workspace.workspace
})

const botSaid = (events: SessionEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'message' && event.by.role === 'bot' ? [event.body.text] : []))

const tell = async ({ path, ...callback }: Callback, said: Said): Promise<void> => {
  expect((await knock(path, await hookOf(callback, said))).status).toBe(200)
}

describe.each([
  ['telegram', '', (from: string): Said => ({ from, text: '/start' })],
  ['line', 'U', (from: string): Said => ({ from, standing: 'open' })],
  ['wechat', 'oU', (from: string): Said => ({ from, standing: 'open' })],
] as const)('who comes by %s', (kind, prefix, coming) => {
  test('and says nothing is told who is here, once', async () => {
    const callback = await aCallback(workspace, kind)
    const address = `${prefix}31415`
    await tell(callback, coming(address))
    await tell(callback, coming(address))
    const events = await eventsAt(callback, address)
    expect(botSaid(events)).toEqual(['greeting'])
    const isSent = (event: SessionEvent) => event.kind === 'message.delivery' && event.body.state === 'sent'
    await vi.waitUntil(async () => (await eventsAt(callback, address)).some(isSent), 10_000)
  })

  test('in mid-conversation is not interrupted, and who goes makes nobody a customer', async () => {
    const callback = await aCallback(workspace, kind)
    const [talker, leaver] = [`${prefix}27182`, `${prefix}27183`]
    await tell(callback, { from: talker, text: 'a human please' })
    await vi.waitUntil(async () => botSaid(await eventsAt(callback, talker)).length > 0, 10_000)
    const before = botSaid(await eventsAt(callback, talker))
    await tell(callback, coming(talker))
    expect(botSaid(await eventsAt(callback, talker))).toEqual(before)
    await tell(callback, { from: leaver, standing: 'blocked' })
    expect(await eventsAt(callback, leaver)).toEqual([])
  })
})
