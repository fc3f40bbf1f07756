import { env } from 'cloudflare:workers'
import { type Locale, testResponse } from '@baton/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { auditOf, channelsOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { anAccount, savedAccount } from '../testing/an-account.ts'
import { behave, sentBy } from '../testing/vendors.ts'
import { telegram } from './telegram.ts'

afterEach(() => vi.restoreAllMocks())

const CHAT = '42'

async function aBot(locale: Locale = 'en', isOn = true) {
  const { workspace } = (await provisioned({ locale })).workspace
  // The vendor knows an account by its token.
  const botToken = `4242424242:${crypto.randomUUID()}`
  const account = await savedAccount(workspace, anAccount('telegram', { isOn, secrets: { botToken } }))
  const tried = async (to = CHAT) => {
    const answer = await call(`/v1/admin/workspaces/${workspace}/channels/${account}/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
      body: JSON.stringify({ to }),
    })
    expect(answer.status).toBe(200)
    return testResponse.parse(await answer.json())
  }
  return { workspace, account, botToken, tried, room: channelsOf(env, workspace) }
}

test.each([
  ['en', 'This is a test message from Test & Sons'],
  ['zh-CN', '这是Test & Sons的一条测试消息'],
  ['zh-TW', '這是Test & Sons的一則測試訊息'],
] as const)('a try sends a greeting in the workspace’s language: %s', async (locale, words) => {
  const { botToken, tried } = await aBot(locale)
  expect(await tried()).toEqual({ ok: true })
  expect(JSON.stringify(await sentBy(botToken))).toContain(words)
})

test('an account is tried before it is switched on, and what was done is written down without to whom', async () => {
  const { workspace, account, tried } = await aBot('en', false)
  expect(await tried('987654321')).toEqual({ ok: true })
  const { records } = await auditOf(env, workspace).page({ after: 0, limit: 50 })
  const act = records.find(({ action }) => action === 'channel.test')
  expect(act?.on).toEqual({ account, channel: 'telegram', ok: 'true' })
  expect(JSON.stringify(records)).not.toContain('987654321')
})

test('a refusal comes with its reason and the vendor’s own words', async () => {
  const { botToken, tried } = await aBot()
  await behave({ for: botToken, mode: 'blocked' })
  expect(await tried()).toEqual({ ok: false, reason: 'blocked', text: expect.stringMatching(/blocked by the user/) })
  await behave({ for: botToken, mode: 'unauthorised' })
  expect(await tried()).toMatchObject({ ok: false, reason: 'credentials' })
})

test('a vendor that is down is told so, and is up again for everybody once a try gets through', async () => {
  const { botToken, tried, room, account } = await aBot()
  await behave({ for: botToken, mode: 'down' })
  for (let time = 0; time < 3; time += 1) expect(await tried()).toEqual({ ok: false, reason: 'gave_up' })
  expect((await room.views())[0]?.downSince).toEqual(expect.any(Number))
  await behave({ for: botToken, mode: 'ok' })
  expect(await tried()).toEqual({ ok: true })
  expect((await room.views()).find(({ id }) => id === account)?.downSince).toBeNull()
})

test('a vendor that quotes secrets is quoted without them, however it spells them', async () => {
  const { botToken, tried } = await aBot()
  const { secretToken = '' } = anAccount('telegram').secrets
  const text = `bot${botToken} is not ${secretToken}, see /bot${encodeURIComponent(botToken)}/x of li.lei@example.com ${'x'.repeat(400)}`
  vi.spyOn(telegram, 'send').mockResolvedValue({ as: 'failed', reason: 'credentials', text })
  const answer = await tried()
  expect(answer).toMatchObject({ ok: false, reason: 'credentials' })
  for (const secret of [botToken, encodeURIComponent(botToken), secretToken, 'li.lei']) {
    expect(answer.text).not.toContain(secret)
  }
  expect(answer.text).toMatch(/^bot••• is not •••, see \/bot•••\/x of /)
  expect(answer.text?.length).toBeLessThanOrEqual(300)
})
