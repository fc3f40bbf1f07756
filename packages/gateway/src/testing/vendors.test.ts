import { env } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import { behave, sentBy, signed } from './vendors.ts'

it('the vendors are there, and the gateway is told where', () => {
  const hosts: Record<string, string> = JSON.parse(env.CHANNEL_HOSTS ?? '{}')
  expect(hosts.telegram).toBe(`${inject('vendorsUrl')}/telegram`)
  expect(env.TRUSTED_ORIGINS).toBe(inject('vendorsUrl'))
})

it('a vendor answers as it is told to, so often, and what it was asked is kept', async () => {
  const token = '1000001:vendors-test-token-of-a-bot'
  const send = (text: string) =>
    fetch(`${inject('vendorsUrl')}/telegram/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: '42', text }),
    })
  await behave({ for: token, mode: 'rate_limited', times: 1, retryAfterS: 7 })
  const refused = await send('first')
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ ok: false, error_code: 429, parameters: { retry_after: 7 } })
  expect(await (await send('second')).json()).toMatchObject({ ok: true, result: { text: 'second', chat: { id: 42 } } })
  await behave({ for: token, mode: 'lost' })
  await expect(send('third').then((response) => response.text())).rejects.toThrow()
  expect((await sentBy(token)).map(({ status, to, body }) => ({ status, to, body }))).toEqual([
    { status: 429, to: '42', body: { chat_id: '42', text: 'first' } },
    { status: 200, to: '42', body: { chat_id: '42', text: 'second' } },
    { status: 200, to: '42', body: { chat_id: '42', text: 'third' } },
  ])
  expect(JSON.stringify(await sentBy(token).then((all) => all.map(({ path }) => path)))).not.toContain('test-token')
})

it('people do things, and the vendor makes its own requests of them', async () => {
  const account = { secretToken: 'a-secret-token-of-32-characters-' }
  const [update] = await signed('telegram', account, [{ from: '42', id: '7', name: 'Li Lei', text: '你好' }])
  expect(update?.headers['x-telegram-bot-api-secret-token']).toBe(account.secretToken)
  expect(JSON.parse(update?.body ?? '')).toMatchObject({
    update_id: 7,
    message: { text: '你好', from: { id: 42, first_name: 'Li Lei' } },
  })
})
