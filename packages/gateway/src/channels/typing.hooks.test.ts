import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { agentWire } from '../testing/agent-wire.ts'
import { until } from '../testing/business.ts'
import { aCallback, eventsAt, hookOf, knock } from '../testing/hooks.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { directoryAddress, routeIdOf } from './address.ts'

test('that a customer types by their own system is shown to the agent; of a stranger it makes nobody', async () => {
  const { workspace } = (await provisioned({ pack: relayPack })).workspace
  const callback = await aCallback(workspace, 'api')
  const account = callback.path.split('/').at(-1) ?? ''
  const foundAt = async (from: string) => {
    const route = await routeIdOf(env, workspace, { account, address: from })
    const ref = directoryAddress({ channel: 'api', account, route })
    return (await directoryOf(env, workspace).record({ ref }))?.sessions[0] ?? null
  }
  const bring = async (said: Parameters<typeof hookOf>[1]) =>
    expect((await knock(callback.path, await hookOf(callback, said))).status).toBe(200)

  await bring({ from: '5550177', text: 'a human please' })
  await until(async () => (await eventsAt(callback, '5550177')).some(({ kind }) => kind === 'handoff.requested'))
  const session = (await foundAt('5550177')) ?? ''
  const passed = (await eventsAt(callback, '5550177')).findLast((event) => event.kind === 'baton.passed')
  const { handoffId = '', fence = 0 } = passed?.kind === 'baton.passed' ? passed.body : {}
  const to = { agent: { id: 'lin', name: 'Lin' } }
  await sessionOf(env, workspace, session).pass({ handoffId, expectedFence: fence, to, reason: 'accepted' })
  const lin = await agentWire(workspace, session)
  await lin.hello()
  await bring({ from: '5550177', typing: true })
  const { signal } = await lin.next('signal', ({ signal: { kind } }) => kind === 'typing')
  expect(signal).toMatchObject({ by: { role: 'customer' }, on: true })

  await bring({ from: '5550178', typing: true })
  expect(await foundAt('5550178')).toBeNull()
})
