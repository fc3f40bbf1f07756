import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { directoryOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { hostJwt, join } from '../testing/visitor.ts'
import { NEWCOMERS, Newcomers } from './newcomers.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned()
})

const directory = () => directoryOf(env, shop.workspace.workspace)
let nth = 0
/** A new address at an account of Telegram. */
const anAddress = (account = 'ch_0123456789abcdef'): string => `telegram:${account}:${String(nth++).padStart(22, 'a')}`
const arrive = async (address: string, name: string | null = 'Li L.') => {
  const arrived = await directory().arrive({ address, name, locale: null })
  if ('refused' in arrived) throw new Error('refused')
  return arrived
}

test('whoever writes by a channel has one session, and nobody vouches for them', async () => {
  const address = anAddress()
  const first = await arrive(address)
  expect(first).toMatchObject({ profile: { name: 'Li L.', verified: false, locale: 'en' }, pending: false })
  expect(await arrive(address, null)).toMatchObject({ session: first.session, profile: { id: first.profile.id } })
  expect((await arrive(anAddress())).session).not.toBe(first.session)
})

test('an address on a channel is no sign-in: revoking takes the host’s addresses only', async () => {
  const sub = crypto.randomUUID()
  const { session } = await join(shop, { token: await hostJwt(shop, { sub }) })
  const { profile } = await arrive(anAddress())
  const record = await directory().record({ ref: `user:${sub}` })
  expect(record?.sessions).toEqual([session])
  await directory().revoke({
    request: crypto.randomUUID(),
    by: { role: 'operator', id: '' },
    whom: { customer: profile.id },
  })
  expect((await directory().record({ ref: profile.id }))?.addresses).toHaveLength(1)
})

test('newcomers by a channel are limited for each account by itself', () => {
  const newcomers = new Newcomers()
  const [busy, calm] = ['ch_busybusybusybusy', 'ch_calmcalmcalmcalm']
  for (let i = 0; i < NEWCOMERS.perAccount; i++) expect(newcomers.takeAt(anAddress(busy), 0)).toBe(0)
  expect(newcomers.takeAt(anAddress(busy), 0)).toBeGreaterThan(0)
  expect(newcomers.takeAt(anAddress(calm), 0)).toBe(0)
  expect(newcomers.takeAt(anAddress(busy), NEWCOMERS.windowMs)).toBe(0)
})
