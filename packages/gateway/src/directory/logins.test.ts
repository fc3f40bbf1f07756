import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { aWorkspace } from '../testing/a-workspace.ts'
import { Logins, loginOf } from './logins.ts'

test('a sign-in from before a restore is not found after it, by its token or by its name', async () => {
  const { pack: _, ...workspace } = aWorkspace({ agents: [] })
  const directory = env.DIRECTORY.getByName(workspace.workspace)
  await directory.provision(workspace)
  await runInDurableObject(directory, async (_room, { storage }) => {
    const [before, after] = [new Logins(storage.sql, ''), new Logins(storage.sql, 'after-the-restore')]
    const signIn = async (logins: Logins, now: number): Promise<string> => {
      const { token, login } = await logins.prepare()
      logins.open(login, 'lin', now)
      return token
    }
    const old = await signIn(before, 1_000)
    expect(await before.agentOf(old, 2_000)).toBe('lin')
    expect(await after.agentOf(old, 2_000)).toBeNull()
    expect(after.endOf(await loginOf(old, 'after-the-restore'), 'lin', 2_000)).toBeNull()
    const anew = await signIn(after, 2_000)
    expect(await after.agentOf(anew, 3_000)).toBe('lin')
  })
})
