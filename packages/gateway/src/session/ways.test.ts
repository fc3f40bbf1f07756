import { beforeAll, expect, test, vi } from 'vitest'
import { ADAPTERS } from '../channels/adapters.ts'
import { type Channel, StaleToken } from '../channels/channel.ts'
import { FakeVendor, playVendors } from '../testing/fake-vendor.ts'
import { Room } from '../testing/wire.ts'

playVendors('wechat', 'telegram')

let shop: Room
beforeAll(async () => {
  shop = await Room.open()
  await FakeVendor.open(shop, 'wechat')
  await FakeVendor.open(shop, 'telegram')
})

const withLink = (link: NonNullable<Channel<'wechat'>['link']>): void => {
  ADAPTERS.wechat = { ...(ADAPTERS.wechat as Channel<'wechat'>), link }
}

test('a way whose token is refused is asked for with another one, once', async () => {
  const room = Room.in(shop.workspace)
  const customer = await room.customer()
  const tokens: (string | null)[] = []
  withLink(async (code, _account, tools) => {
    tokens.push(tools.token)
    if (tokens.length === 1) throw new StaleToken()
    return `https://vendor.example/${code}`
  })
  customer.tell({ type: 'ways', req: 7 })
  const { ways, code } = await customer.next('ways')
  // One that has no link at all is no way.
  expect(ways).toMatchObject([{ channel: 'wechat', href: `https://vendor.example/${code}` }])
  expect(new Set(tokens).size).toBe(2)
})

test('one whose tokens are all refused is a way without an address', async () => {
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const customer = await Room.in(shop.workspace).customer()
  let tries = 0
  withLink(async () => {
    tries += 1
    throw new StaleToken()
  })
  customer.tell({ type: 'ways', req: 8 })
  expect((await customer.next('ways')).ways).toMatchObject([{ channel: 'wechat', href: null }])
  expect(tries).toBe(2)
  log.mockRestore()
})
