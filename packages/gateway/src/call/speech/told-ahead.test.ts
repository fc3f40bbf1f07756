import { env } from 'cloudflare:workers'
import { LOCALES, type ProvisionRequest, provisionRequest } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { aWorkspace, call, provision, tinyPack } from '../../testing/a-workspace.ts'
import { aSpeech } from '../../testing/speech.ts'
import { tellAhead } from './told-ahead.ts'

type Hearing = NonNullable<NonNullable<ProvisionRequest['providers']>['hearing']>

const hears = (hearing: Hearing) => provisionRequest.shape.providers.parse({ hearing })

test('a recogniser is told the words of a workspace when they change, before anybody calls', async () => {
  const speech = await aSpeech()
  const told = async () => (await speech.asked()).map(({ path, fields }) => [path.split('/')[1], fields.language])
  const workspace = aWorkspace({ providers: hears({ ...speech.openAi.hearing, vocabulary: true }) })
  expect((await provision(workspace, workspace.workspace)).status).toBe(200)
  await vi.waitFor(async () => expect(await told()).toHaveLength(2), { timeout: 5_000 })
  expect((await told()).sort()).toEqual([
    ['vocabularies', 'en'],
    ['vocabularies', 'zh'],
  ])

  const [returns] = tinyPack.intents
  if (!returns) throw new Error('there is no intent')
  const phrasings = Object.fromEntries(LOCALES.map((locale) => [locale, ['take it back', '拿回去', '拿回去吧']]))
  const pack = { ...tinyPack, intents: [{ ...returns, phrasings }] }
  await call(`/v1/admin/workspaces/${workspace.workspace}/knowledge/releases`, {
    method: 'POST',
    body: JSON.stringify({ pack }),
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
  })
  await vi.waitFor(async () => expect(await told()).toHaveLength(4), { timeout: 5_000 })
})

test('one that takes no vocabulary is told nothing', async () => {
  const speech = await aSpeech()
  const workspace = aWorkspace({ providers: hears(speech.openAi.hearing) })
  expect((await provision(workspace, workspace.workspace)).status).toBe(200)
  await tellAhead(env, workspace.workspace, tinyPack)
  expect(await speech.asked()).toEqual([])
})
