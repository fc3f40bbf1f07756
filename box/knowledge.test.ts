import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KnowledgeStatus, knowledgeStatus } from '@baton/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, keptSecrets } from './kept-secrets.ts'
import { freePort } from './port.ts'
import { pack, provision, WORKSPACE } from './testing/workspace.ts'

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-knowledge-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

test('on one box training goes on by itself after the process was killed in the middle, and the models lie on its disk', async () => {
  const port = await freePort()
  const secrets = await keptSecrets(home, GATEWAY_SECRETS)
  const start = async () => {
    running = await startGateway({ port, folder: home, secrets, log: () => undefined })
    return running
  }
  const at = `http://127.0.0.1:${port}/v1/admin/workspaces/${WORKSPACE}/knowledge`
  const headers = { authorization: `Bearer ${secrets.admin}`, 'content-type': 'application/json' }
  const status = async (): Promise<KnowledgeStatus> =>
    knowledgeStatus.parse(await (await fetch(at, { headers })).json())

  await start()
  await provision(`http://127.0.0.1:${port}`, secrets.admin)
  const first = await status()
  expect(first).toMatchObject({ state: 'current', current: { model: expect.any(String) } })
  const blobs = (await readdir(home, { recursive: true })).filter((file) => file.endsWith('.bin'))
  expect(blobs.map((file) => file.split('/').slice(-2).join('/'))).toEqual([`models/${first.current?.model}.bin`])

  // As much to learn as takes longer than to be killed.
  const many = (word: string) => Array.from({ length: 150 }, (_, n) => `${word} ${'abcdefghij'[n % 10]}${n} of it`)
  const larger = {
    ...pack,
    intents: pack.intents.map((each) => ({
      ...each,
      phrasings: { ...each.phrasings, en: [...each.phrasings.en, ...many(each.id)] },
    })),
  }
  const body = JSON.stringify({ pack: larger, override: 'for this test' })
  const answer = await fetch(`${at}/releases`, { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ state: 'training' })
  process.kill(running?.pid ?? 0, 'SIGKILL')
  await running?.ended
  await start()
  // The release before answers until then.
  expect((await status()).current).not.toBeNull()
  await expect.poll(async () => (await status()).state, { timeout: 60_000 }).toBe('current')
  const second = await status()
  expect(second.current?.snapshot).not.toBe(first.current?.snapshot)
  expect(second.current?.override).toBe('for this test')
}, 120_000)
