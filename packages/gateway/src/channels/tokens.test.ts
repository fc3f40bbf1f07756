import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import { channelsOf } from '../rooms-of.ts'
import { ADMIN, anAccount, savedAccount } from '../testing/an-account.ts'
import { wechat } from './wechat.ts'

const TWO_HOURS_MS = 7_200_000

afterEach(() => vi.restoreAllMocks())

async function anAccountWithTokens() {
  const workspace = `w-${crypto.randomUUID().slice(0, 18)}`
  const account = await savedAccount(workspace, anAccount('wechat'))
  let fetched = 0
  const fetch = vi.spyOn(wechat, 'fetchToken' as never) as unknown as ReturnType<typeof vi.fn>
  fetch.mockImplementation(async () => {
    fetched += 1
    return { token: `token-${account}-${fetched}`, forMs: TWO_HOURS_MS }
  })
  const token = (n: number) => `token-${account}-${n}`
  return { account, room: channelsOf(env, workspace), fetch, token }
}

test('however many ask at once, one token is fetched, and everybody has it', async () => {
  const { account, room, fetch, token } = await anAccountWithTokens()
  const all = await Promise.all(Array.from({ length: 20 }, () => room.token({ account })))
  expect(new Set(all)).toEqual(new Set([token(1)]))
  await evictDurableObject(room)
  expect(await room.token({ account })).toBe(token(1))
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('a token that was refused is replaced once, whoever says so how often', async () => {
  const { account, room, fetch, token } = await anAccountWithTokens()
  const first = await room.token({ account })
  const stale = { account, stale: first ?? '' }
  const all = await Promise.all([
    room.token(stale),
    room.token({ account }),
    ...Array.from({ length: 10 }, () => room.token(stale)),
  ])
  expect(all[0]).toBe(token(2))
  expect(all.slice(2)).toEqual(all.slice(2).map(() => token(2)))
  expect(await room.token(stale)).toBe(token(2))
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('a token is kept until shortly before its end, and sealed', async () => {
  const { account, room, fetch, token } = await anAccountWithTokens()
  const asked = Date.now()
  await room.token({ account })
  await runInDurableObject(room, (_room, { storage }) => {
    const row = storage.sql.exec<{ until: number; sealed: ArrayBuffer }>('SELECT until, sealed FROM tokens').one()
    expect(row.until).toBeLessThan(Date.now() + TWO_HOURS_MS)
    expect(row.until).toBeGreaterThan(asked + 0.9 * TWO_HOURS_MS)
    expect(new TextDecoder('latin1').decode(row.sealed)).not.toContain(token(1))
    storage.sql.exec('UPDATE tokens SET until = ?', Date.now())
  })
  expect(await room.token({ account })).toBe(token(2))
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('a vendor that gives none is not asked again at once, unless the secrets are others', async () => {
  const { account, room, fetch } = await anAccountWithTokens()
  fetch.mockResolvedValue(null)
  expect(await room.token({ account })).toBeNull()
  expect(await room.token({ account })).toBeNull()
  expect(fetch).toHaveBeenCalledTimes(1)
  const form = anAccount('wechat', { secrets: { appSecret: 'the-right-one-now' } })
  await room.save({ account, form, by: ADMIN })
  expect(await room.token({ account })).toBeNull()
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('a vendor that does not answer for a token is down, and the log does not say what was asked', async () => {
  const { account, room, fetch } = await anAccountWithTokens()
  const warned = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  fetch.mockRejectedValue(new TypeError('https://api.weixin.qq.com/?secret=wechat-app-secret'))
  const asked = () =>
    runInDurableObject(room, (object) =>
      object.token({ account }).then(
        () => 'a token',
        () => 'none',
      ),
    )
  for (let time = 0; time < 3; time += 1) expect(await asked()).toBe('none')
  expect((await room.views())[0]?.downSince).toEqual(expect.any(Number))
  expect(warned.mock.calls.join()).toContain('channels.token')
  expect(warned.mock.calls.join()).not.toContain('secret')
})

test('channels without tokens of their own have none', async () => {
  const workspace = `w-${crypto.randomUUID().slice(0, 18)}`
  const account = await savedAccount(workspace, anAccount('line'))
  expect(await channelsOf(env, workspace).token({ account })).toBeNull()
})
