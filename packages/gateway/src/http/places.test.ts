import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { problem, provisionResponse } from '@baton/protocol'
import { expect, test } from 'vitest'
import { registerOf } from '../rooms-of.ts'
import { aWorkspace, call, GATEWAY, LIN, PASSWORD, post, provision, SHOP } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'

const inEurope = () => `p-${crypto.randomUUID().slice(0, 18)}@eu`

test('a workspace of a jurisdiction is refused where the runtime knows none, and nothing comes to life', async () => {
  const workspace = aWorkspace({ workspace: inEurope() })
  const before = await objectsAlive()
  const answer = await provision(workspace, workspace.workspace)
  expect(answer.status).toBe(422)
  expect(problem.parse(await answer.json())).toMatchObject({ code: 'jurisdiction_unavailable', retryable: false })
  expect(await objectsAlive()).toBe(before)
})

test('on a box that stands there it is provisioned, joined and signed in to by that name', async () => {
  const box = { ...env, BOX_JURISDICTION: 'eu' }
  const id = inEurope()
  const put = {
    method: 'PUT',
    body: JSON.stringify(aWorkspace({ workspace: id })),
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
  }
  const { siteKey } = provisionResponse.parse(
    await (await call(`/v1/admin/workspaces/${encodeURIComponent(id)}`, put, box)).json(),
  )
  expect(siteKey.startsWith(`${id}.`)).toBe(true)
  expect(await registerOf(box).isEnlisted(id)).toBe(true)
  expect((await post('/v1/join', { siteKey }, { origin: SHOP }, { bindings: box })).status).toBe(200)
  // The name without its place is another workspace, and nobody knows it.
  const plain = siteKey.replace('@eu.', '.')
  expect((await post('/v1/join', { siteKey: plain }, { origin: SHOP }, { bindings: box })).status).toBe(401)

  const own = { origin: GATEWAY }
  const body = { workspace: id, email: LIN.email, password: PASSWORD }
  const signedIn = await post('/v1/desk/login', body, own, { bindings: box })
  expect(await signedIn.json()).toMatchObject({ workspace: id })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect((await call('/v1/desk/me', { headers: { cookie } }, box)).status).toBe(200)
  // Other tests share the register, and no box.
  await runInDurableObject(registerOf(box), (_room, { storage }) => {
    storage.sql.exec('DELETE FROM workspaces WHERE id = ?', id)
  })
})

test.each(['shop@', 'shop@EU', 'shop@mars', '@eu', 'shop@eu@us', 'sh@op'])('%s is no workspace', async (id) => {
  const answer = await provision({ ...aWorkspace(), workspace: id }, encodeURIComponent(id))
  expect(problem.parse(await answer.json()).code).toBe('request_malformed')
})

test('a region that the platform does not have is told', async () => {
  const workspace = { ...aWorkspace(), location: 'moon' }
  expect(problem.parse(await (await provision(workspace, workspace.workspace)).json()).detail).toContain('location: ')
  const near = { ...workspace, location: 'weur' }
  expect((await provision(near, near.workspace)).status).toBe(200)
})
