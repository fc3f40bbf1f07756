import { env } from 'cloudflare:workers'
import { joinResponse, problem, provisionResponse } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { aWorkspace, call, provisioned, SHOP } from '../testing/a-workspace.ts'

const NEXT = 'another secret of tests only, forty long too'
/** The gateway after a change of secret, with the one before beside the new one and without it. */
const changing: Env = { ...env, BATON_SECRET: NEXT, BATON_SECRET_PREVIOUS: env.BATON_SECRET }
const changed: Env = { ...env, BATON_SECRET: NEXT, BATON_SECRET_PREVIOUS: '' }

let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned()
})

const join = (body: { siteKey: string; device?: string }, on: Env): Promise<Response> =>
  call('/v1/join', { method: 'POST', body: JSON.stringify(body), headers: { origin: SHOP } }, on)

async function joined(body: { siteKey: string; device?: string }, on: Env) {
  const answer = await join(body, on)
  expect(answer.status).toBe(200)
  return joinResponse.parse(await answer.json())
}

/** The key a page gets from this gateway. */
async function siteKeyFrom(on: Env): Promise<string> {
  const { workspace } = shop.workspace
  const answer = await call(
    `/v1/admin/workspaces/${workspace}`,
    {
      method: 'PUT',
      body: JSON.stringify(aWorkspace({ workspace })),
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    },
    on,
  )
  expect(answer.status).toBe(200)
  return provisionResponse.parse(await answer.json()).siteKey
}

test('pages and browsers of before a change of secret stay good while the one before is named, and move to the new one', async () => {
  const { siteKey } = shop
  const before = await joined({ siteKey }, env)
  expect((await join({ siteKey, device: before.device }, changed)).status).toBe(401)

  const moved = await joined({ siteKey, device: before.device }, changing)
  expect(moved.session).toBe(before.session)
  const renewed = await siteKeyFrom(changing)
  expect(renewed).not.toBe(siteKey)

  // The one before is gone: what was made in between is good, what was made before opens nothing.
  expect((await joined({ siteKey: renewed, device: moved.device }, changed)).session).toBe(before.session)
  expect((await joined({ siteKey: renewed, device: before.device }, changed)).session).not.toBe(before.session)
  expect((await join({ siteKey }, changed)).status).toBe(401)
})

test('a page of before may sign its customer out', async () => {
  const { siteKey } = shop
  const { device } = await joined({ siteKey }, env)
  const leave = await call(
    '/v1/leave',
    { method: 'POST', body: JSON.stringify({ siteKey, device }), headers: { origin: SHOP } },
    changing,
  )
  expect(leave.status).toBe(204)
  expect(problem.parse(await (await join({ siteKey, device }, changing)).json()).code).toBe('revoked')
})

test('what neither secret made opens nothing', async () => {
  const stranger: Env = {
    ...env,
    BATON_SECRET: 'of somebody else, and forty characters long',
    BATON_SECRET_PREVIOUS: '',
  }
  const { siteKey } = shop
  const foreign = await siteKeyFrom(stranger)
  const { device, session } = await joined({ siteKey: foreign }, stranger)
  expect((await join({ siteKey: foreign }, changing)).status).toBe(401)
  expect((await joined({ siteKey, device }, changing)).session).not.toBe(session)
})
