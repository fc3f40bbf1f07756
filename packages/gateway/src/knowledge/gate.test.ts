import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { knowledgeStatus, type Pack, publishResponse, releasesResponse } from '@baton/protocol'
import { beforeEach, expect, test } from 'vitest'
import { auditOf, knowledgeOf } from '../rooms-of.ts'
import { call, post, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { trained } from '../testing/published.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { passesGate } from './gate.ts'

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }

let shop: Awaited<ReturnType<typeof provisioned>>
let at: string
beforeEach(async () => {
  shop = await provisioned({ pack: relayPack })
  at = `/v1/admin/workspaces/${shop.workspace.workspace}/knowledge`
})
const get = async (path = '') => (await call(`${at}${path}`, { headers: ADMIN })).json()
const status = async (path = '') => knowledgeStatus.parse(await get(path))
const publish = (pack: Pack, override?: string) =>
  post(`${at}/releases`, { pack, ...(override !== undefined && { override }) }, ADMIN)
const settled = () => trained(shop.workspace.workspace)

/** Two intents nobody can tell apart: no model of it passes. */
const muddled: Pack = {
  ...relayPack,
  id: 'muddled',
  intents: relayPack.intents.map((each, index) => ({
    ...each,
    phrasings: {
      en: ['apple', 'river', 'stone', 'cloud'].map((word) => `${word} ${index}`),
      'zh-CN': ['苹果', '河流', '石头', '白云'],
      'zh-TW': ['蘋果'],
    },
  })),
}

test('the gate is 90 % precision and 70 % coverage at the bar, and both', () => {
  const passes = (precision: number, coverage: number) => passesGate({ atBar: { precision, coverage } })
  expect([passes(0.9, 0.7), passes(0.899, 1), passes(1, 0.699)]).toEqual([true, false, false])
})

test('a pack whose model is below the gate is held, and says why; the release before answers on', async () => {
  const before = await status()
  expect((await publish(muddled)).status).toBe(202)
  expect(await settled()).toBe('held')
  const held = await status()
  expect(held.state).toBe('held')
  expect(held.current).toEqual(before.current)
  const report = held.training?.report
  expect(report && passesGate(report)).toBe(false)
  // Asked again, it is held at once: nothing is trained twice.
  expect(publishResponse.parse(await (await publish(muddled)).json()).state).toBe('held')
})

test('with a reason it is published, and the reason stays with the release and in the audit log, masked', async () => {
  await publish(muddled)
  await settled()
  const answer = await publish(muddled, 'agreed with ops, call 13812345678')
  expect([answer.status, publishResponse.parse(await answer.json()).state]).toEqual([200, 'current'])
  const { current, training, report } = await status()
  expect(training).toBeNull()
  expect(report && passesGate(report)).toBe(false)
  expect(current?.override).toMatch(/^agreed with ops/)
  expect(current?.override).not.toContain('13812345678')
  expect(releasesResponse.parse(await get('/releases')).releases[0]).toEqual(current)
  await until(async () => {
    const { records } = await auditOf(env, shop.workspace.workspace).page({ after: 0, limit: 100 })
    return records.some(({ action, reason }) => action === 'knowledge.publish' && reason?.startsWith('agreed'))
  })
})

test('a reason given beforehand lets it through when it is trained; an empty one is no reason', async () => {
  expect((await publish(muddled, '  ')).status).toBe(400)
  expect((await publish(muddled, 'a trial for one day')).status).toBe(202)
  expect(await settled()).toBe('current')
  expect((await status()).current?.override).toBe('a trial for one day')
})

test('nobody is locked out of mending a rule: what needs no new model is not held, and neither is provisioning', async () => {
  await publish(muddled, 'a trial')
  await settled()
  expect((await publish({ ...muddled, rules: [] })).status).toBe(200)
  expect((await status()).state).toBe('current')
  // While something is held, rules of what answers are mended all the same.
  const held: Pack = { ...muddled, intents: muddled.intents.map((each) => ({ ...each, id: `${each.id}-2` })) }
  await publish(held)
  expect(await settled()).toBe('held')
  expect((await publish({ ...muddled, id: 'mended', rules: [] })).status).toBe(200)
  expect((await status()).state).toBe('current')
  const provision = { method: 'PUT', headers: ADMIN, body: JSON.stringify({ ...shop.workspace, pack: held }) }
  expect((await call(`/v1/admin/workspaces/${shop.workspace.workspace}`, provision)).status).toBe(200)
  expect(await settled()).toBe('current')
})

test('the report of any release is told, and of one that is not there nothing', async () => {
  const { current, report } = await status()
  await publish(muddled, 'a trial')
  await settled()
  expect((await status()).report).not.toEqual(report)
  expect((await status(`?version=${current?.version}`)).report).toEqual(report)
  expect((await call(`${at}?version=none`, { headers: ADMIN })).status).toBe(404)
})

test('an earlier release answers again by the API, and one that never was does not', async () => {
  const { current } = await status()
  await publish(muddled, 'a trial')
  await settled()
  expect((await post(`${at}/rollback`, { version: current?.version, reason: 'worse' }, ADMIN)).status).toBe(200)
  expect((await status()).current?.version).toBe(current?.version)
  expect((await post(`${at}/rollback`, { version: 'none' }, ADMIN)).status).toBe(404)
})

test('whoever waits is answered when the pack answers, and no later than they said', async () => {
  const wait = (seconds: string) => post(`${at}/releases?wait=${seconds}`, { pack: muddled, override: 'trial' }, ADMIN)
  const before = await status()
  expect((await wait('51')).status).toBe(400)
  // Refused before anything was done.
  expect(await status()).toEqual(before)
  const answer = await wait('20')
  expect(publishResponse.parse(await answer.json()).state).toBe('current')
  await runDurableObjectAlarm(knowledgeOf(env, shop.workspace.workspace))
})
