import { env } from 'cloudflare:workers'
import { eventId, routeId } from '@baton/protocol'
import { expect, test } from 'vitest'
import { directoryAddress, routeIdOf } from './address.ts'
import { vendorId } from './vendor-id.ts'

const SHOP = `w-${crypto.randomUUID().slice(0, 18)}`
const ACCOUNT = 'ch_0123456789abcdef'

test('an address has one mark on an account, and another on any other account or at any other business', async () => {
  const ref = { account: ACCOUNT, address: '4915112345678' }
  const route = await routeIdOf(env, SHOP, ref)
  expect(route).toBe(await routeIdOf(env, SHOP, ref))
  expect(routeId.safeParse(route).success).toBe(true)
  const others = [
    await routeIdOf(env, SHOP, { ...ref, account: `${ACCOUNT}x` }),
    await routeIdOf(env, SHOP, { ...ref, address: '4915112345679' }),
    await routeIdOf(env, `${SHOP}b`, ref),
  ]
  expect(new Set([route, ...others]).size).toBe(4)
  expect(directoryAddress({ channel: 'whatsapp', account: ACCOUNT, route })).toBe(`whatsapp:${ACCOUNT}:${route}`)
})

test.each([
  ['wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=', true],
  ['01FZ74A0TDDPYRVKNK77XKC3ZR', true],
  ['a:b', false],
  ['<CAF=x@mail.example>', false],
  ['你好', false],
  ['', false],
  ['x'.repeat(121), false],
])('the id %j stays as it is: %s', (id, stays) => {
  expect(vendorId(id) === id).toBe(stays)
  expect(eventId.safeParse(`ch_${'a'.repeat(64)}:${vendorId(id)}`).success).toBe(true)
  expect(vendorId(vendorId(id))).toBe(vendorId(id))
})

test('two ids that are hashed stay two', () => {
  expect(vendorId('你好')).not.toBe(vendorId('您好'))
})
