import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { channelsOf } from '../rooms-of.ts'
import { ADMIN, anAccount, savedAccount } from '../testing/an-account.ts'
import { openAccount } from './open-account.ts'

test('an account is asked for once in four seconds, and what was changed or removed is known after that', async () => {
  const workspace = `w-${crypto.randomUUID().slice(0, 18)}`
  const room = channelsOf(env, workspace)
  const account = await savedAccount(workspace, anAccount('line'))
  const start = Date.now()
  const now = vi.spyOn(Date, 'now').mockReturnValue(start)
  const nameAfter = async (ms: number) => {
    now.mockReturnValue(start + ms)
    return (await openAccount(env, workspace, account))?.name
  }
  expect(await nameAfter(0)).toBe('Test line')
  await room.save({ account, form: anAccount('line', { name: 'Hotline' }), by: ADMIN })
  expect(await nameAfter(3_999)).toBe('Test line')
  expect(await nameAfter(4_000)).toBe('Hotline')
  await room.remove({ account, by: ADMIN })
  expect(await nameAfter(7_999)).toBe('Hotline')
  expect(await nameAfter(8_000)).toBeUndefined()
  now.mockRestore()
})

test('accounts of two workspaces are two, whatever they are called', async () => {
  const [one, other] = [0, 1].map(() => `w-${crypto.randomUUID().slice(0, 18)}`) as [string, string]
  const account = await savedAccount(one, anAccount('line'))
  expect((await openAccount(env, one, account))?.id).toBe(account)
  expect(await openAccount(env, other, account)).toBeNull()
})
