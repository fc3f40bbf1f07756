import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { directoryOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'

test('a day’s tokens are set aside, given back, and begin anew the next day, each model by itself', async () => {
  const { workspace } = await provisioned()
  const directory = directoryOf(env, workspace.workspace)
  const spend = (tokens: number, day = '2026-11-26', what: 'chat' | 'vision' = 'chat') =>
    directory.spend({ what, tokens, limit: 100, day })
  expect(await spend(60)).toBe(true)
  expect(await spend(60)).toBe(false)
  expect(await spend(60, '2026-11-26', 'vision')).toBe(true)
  expect(await spend(-50)).toBe(true)
  expect(await spend(90)).toBe(true)
  expect(await spend(1)).toBe(false)
  expect(await spend(60, '2026-11-27')).toBe(true)
  // What yesterday's call gives back is not today's.
  expect(await spend(-90, '2026-11-26')).toBe(true)
  expect(await spend(60, '2026-11-27')).toBe(false)
})

test('a workspace that says nothing of models has the gateway’s, one that says “none” has none', async () => {
  const { workspace } = await provisioned()
  expect((await directoryOf(env, workspace.workspace).config())?.providers).toBeUndefined()
  const none = await provisioned({ providers: {} })
  expect((await directoryOf(env, none.workspace.workspace).config())?.providers).toEqual({})
})
