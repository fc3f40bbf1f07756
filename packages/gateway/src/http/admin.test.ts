import { listDurableObjectIds } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { problem, provisionResponse } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { aWorkspace, call, post, provision, provisioned, SHOP, tinyPack } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'

test('a workspace is provisioned, and again with another pack', async () => {
  const { workspace, siteKey, snapshot } = await provisioned()
  expect(siteKey).toMatch(new RegExp(`^${workspace.workspace}\\.[\\w-]{22}$`))
  expect((await post('/v1/join', { siteKey }, { origin: SHOP })).status).toBe(200)

  const same = provisionResponse.parse(await (await provision(workspace, workspace.workspace)).json())
  expect(same).toEqual({ siteKey, snapshot, knowledge: 'current' })
  const changed = await provision({ ...workspace, pack: { ...tinyPack, id: 'other' } }, workspace.workspace)
  expect(provisionResponse.parse(await changed.json()).snapshot).not.toBe(snapshot)
})

test.each(['file:///etc/passwd', 'javascript:1', 'data:,x', 'ftp://shop.example', 'ws://shop.example', 'shop.example'])(
  'T-22 %s is no address of a business API',
  async (url) => {
    const before = await objectsAlive()
    const workspace = { ...aWorkspace(), businessApi: { url, token: 'x' } }
    const answer = await provision(workspace, workspace.workspace)
    expect([answer.status, problem.parse(await answer.json()).detail]).toEqual([
      400,
      expect.stringContaining('businessApi.url'),
    ])
    expect(await objectsAlive()).toBe(before)
  },
)

test('without the admin token nothing is provisioned', async () => {
  const workspace = aWorkspace()
  const before = await listDurableObjectIds(env.DIRECTORY)
  for (const token of ['', 'x', `${env.ADMIN_TOKEN}x`, env.ADMIN_TOKEN.slice(0, -1), env.BATON_SECRET]) {
    const answer = await provision(workspace, workspace.workspace, token)
    expect(answer.status).toBe(401)
    expect(problem.parse(await answer.json()).code).toBe('unauthenticated')
  }
  const bare = await call(`/v1/admin/workspaces/${workspace.workspace}`, { method: 'PUT', body: '{}' })
  expect(bare.status).toBe(401)
  expect(await listDurableObjectIds(env.DIRECTORY)).toHaveLength(before.length)
})

test.each([
  ['ADMIN_TOKEN', undefined],
  ['ADMIN_TOKEN', ''],
  ['ADMIN_TOKEN', 'x'.repeat(31)],
  ['BATON_SECRET', undefined],
  ['BATON_SECRET', 'guess-me'],
  ['BATON_SECRET_PREVIOUS', 'guess-me'],
] as const)('a gateway whose %s is %o opens to nobody, and its log says which it is', async (name, value) => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const unfit = { ...env, [name]: value } as typeof env
  const before = await objectsAlive()
  const authorization = `Bearer ${unfit.ADMIN_TOKEN}`
  const workspace = aWorkspace()
  const paths = [`/v1/admin/workspaces/${workspace.workspace}`, '/v1/join', '/v1/desk/login', '/healthz', '/desk/']
  for (const path of paths) {
    const init = { method: 'PUT', body: JSON.stringify(workspace), headers: { authorization } }
    const answer = await call(path, init, unfit)
    expect(answer.status, path).toBe(503)
    expect(problem.parse(await answer.json()).code).toBe('unavailable')
  }
  expect(await objectsAlive()).toBe(before)
  const logged = log.mock.calls.join()
  expect(logged).toContain(name)
  if (value) expect(logged).not.toContain(value)
  log.mockRestore()
})

test('what is not valid is told by path and reason, without repeating values', async () => {
  const workspace = aWorkspace()
  const broken = {
    ...workspace,
    origins: ['https://shop.example/path'],
    hostKey: 'secret-too-short',
    pack: { ...tinyPack, intents: [{ ...tinyPack.intents[0], serve: { article: 'gone' } }] },
  }
  const answer = await provision(broken, workspace.workspace)
  expect(answer.status).toBe(400)
  const { code, detail } = problem.parse(await answer.json())
  expect(code).toBe('request_malformed')
  expect(detail).toContain('origins.0: ')
  expect(detail).toContain('hostKey: ')
  expect(detail).not.toContain('secret-too-short')

  const dangling = await provision({ ...workspace, pack: broken.pack }, workspace.workspace)
  expect(problem.parse(await dangling.json()).detail).toContain('no article gone')
})

test('a pack whose bot would say it is a person is not published', async () => {
  const workspace = aWorkspace()
  const greeting = { ...tinyPack.wording.greeting, en: 'Hello, I am a real person.' }
  const lying = { ...tinyPack, wording: { ...tinyPack.wording, greeting } }
  const answer = await provision({ ...workspace, pack: lying }, workspace.workspace)
  expect(answer.status).toBe(400)
  expect(problem.parse(await answer.json()).detail).toBe(
    'pack.wording.greeting.en: a bot may not say this (claims-human)',
  )
})

test('the path and the body name the same workspace', async () => {
  const workspace = aWorkspace()
  const answer = await provision(workspace, 'another')
  expect(problem.parse(await answer.json()).detail).toContain('workspace')
})
