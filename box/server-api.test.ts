import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServerApi } from '@baton/client/server'
import { API_SCOPES, type ApiKeySecret } from '@baton/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, keptSecrets } from './kept-secrets.ts'
import { Customer } from './testing/customer.ts'
import { until } from './testing/sockets.ts'
import { provision, WORKSPACE } from './testing/workspace.ts'

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-server-api-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

test('a business’s backend reads its customers, says what it knows of them, and speaks to them', async () => {
  const secrets = await keptSecrets(home, GATEWAY_SECRETS)
  running = await startGateway({ port: 0, folder: home, secrets, log: () => undefined })
  const { url } = running
  const siteKey = await provision(url, secrets.admin)
  const made = await fetch(`${url}/v1/admin/workspaces/${WORKSPACE}/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Back office', scopes: API_SCOPES }),
  })
  const { secret } = (await made.json()) as ApiKeySecret
  const baton = createServerApi({ gateway: url, key: secret })

  const customer = new Customer(url, siteKey, 'one')
  await customer.ask('hello')
  const { id } = await baton.upsertCustomer('shop-7', { name: 'Li Lei', tags: ['wholesale'] })
  const listed: { id: string; session: string; hostId: string | null }[] = []
  for await (const each of baton.customers({ limit: 1 })) listed.push(each)
  expect(listed.map(({ hostId }) => hostId)).toEqual(['one', 'shop-7'])
  expect(await baton.customer('user:shop-7')).toMatchObject({ id, profile: { name: 'Li Lei', tags: ['wholesale'] } })
  expect((await baton.updateCustomer(id, { tags: null })).profile).not.toHaveProperty('tags')

  const visitor = listed[0]?.session ?? ''
  const said = await baton.say(visitor, { text: 'Your order is on its way.' }, { once: 'order-1' })
  expect(await baton.say(visitor, { text: 'Your order is on its way.' }, { once: 'order-1' })).toEqual(said)
  await until('the customer is told', () =>
    customer.session.snapshot.events.some(
      (event) => event.kind === 'message' && event.by.name === 'Back office' && event.seq === said.seq,
    ),
  )
  const seqs: number[] = []
  for await (const { seq } of baton.events(visitor, { limit: 2, internal: true })) seqs.push(seq)
  expect(seqs).toEqual(Array.from({ length: (await baton.session(visitor)).head }, (_, at) => at + 1))

  const hook = await baton.addWebhook({ url: 'https://hooks.shop.example/baton', types: ['case.opened'] })
  expect((await baton.webhooks()).map((each) => each.id)).toEqual([hook.endpoint.id])
  expect((await baton.rotateWebhook(hook.endpoint.id)).secret).not.toBe(hook.secret)
  await baton.removeWebhook(hook.endpoint.id)
  expect(await baton.channels()).toEqual([])
  await expect(baton.customer('cus_nobody')).rejects.toMatchObject({ code: 'not_found' })
  customer.session.close()
}, 120_000)
