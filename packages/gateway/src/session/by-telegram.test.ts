import { env } from 'cloudflare:workers'
import type { SentRecord } from '@baton/testing/vendors'
import { expect, test } from 'vitest'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { agentWire } from '../testing/agent-wire.ts'
import { until } from '../testing/business.ts'
import { aCallback, eventsAt, hookOf, knock } from '../testing/hooks.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { behave, sentBy } from '../testing/vendors.ts'

const ANNA = '5550134'

test('a customer of Telegram is answered by the bot, passed to an agent, and hears them in order through an outage', async () => {
  const { workspace } = (await provisioned({ pack: relayPack })).workspace
  const callback = await aCallback(workspace, 'telegram')
  const account = callback.path.split('/').at(-1) ?? ''
  const key = callback.form.secrets.botToken ?? ''
  const say = async (text: string) => {
    const request = await hookOf(callback, { from: ANNA, text, language: 'en' })
    expect((await knock(callback.path, request)).status).toBe(200)
    // It comes again, as vendors do.
    expect((await knock(callback.path, request)).status).toBe(200)
  }
  const isMessage = ({ path, status }: SentRecord) => path.endsWith('/sendMessage') && status === 200
  const texts = async () =>
    (await sentBy(key)).filter(isMessage).map(({ body }) => String((body as { text?: unknown }).text))

  await say('how long does shipping take')
  await until(async () => (await texts()).length === 1)
  expect((await texts())[0]).toMatch(/two to four days/)

  await say('a human please')
  const profiles = (await eventsAt(callback, ANNA)).filter(({ kind }) => kind === 'profile.updated')
  expect(profiles, 'told once, however often the same is heard').toMatchObject([
    { body: { profile: { locale: 'en', sources: { locale: { by: 'channel', channel: 'telegram' } } } } },
  ])
  const route = await routeIdOf(env, workspace, { account, address: ANNA })
  const ref = directoryAddress({ channel: 'telegram', account, route })
  const session = (await directoryOf(env, workspace).record({ ref }))?.sessions[0] ?? ''
  const room = sessionOf(env, workspace, session)
  await until(async () => (await eventsAt(callback, ANNA)).some(({ kind }) => kind === 'handoff.requested'))
  const passed = (await eventsAt(callback, ANNA)).findLast((event) => event.kind === 'baton.passed')
  const { handoffId = '', fence = 0 } = passed?.kind === 'baton.passed' ? passed.body : {}
  const to = { agent: { id: 'lin', name: 'Lin' } }
  expect(await room.pass({ handoffId, expectedFence: fence, to, reason: 'accepted' })).toMatchObject({ ok: true })
  await until(async () => (await texts()).includes('Lin is here now.'))

  const before = (await texts()).length
  await behave({ for: key, mode: 'down', times: 2 })
  const lin = await agentWire(workspace, session)
  await lin.hello()
  for (const text of ['one moment', 'I have found it', 'it arrives tomorrow']) {
    const id = lin.say(text)
    await lin.next('ack', (ack) => ack.id === id)
  }
  await until(async () => (await texts()).length === before + 3)
  expect((await texts()).slice(before)).toEqual(['one moment', 'I have found it', 'it arrives tomorrow'])
  const said = (await eventsAt(callback, ANNA)).filter(({ kind, by }) => kind === 'message' && by.role === 'customer')
  expect(said).toHaveLength(2)
})
