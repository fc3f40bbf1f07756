import { expect, it } from 'vitest'
import { signWebhook } from '../net/standard-webhooks.ts'
import { accountOf, knockOf } from '../testing/adapters.ts'
import { adapterOf } from './adapters.ts'
import { open, seal, signatureOf } from './wechat-crypto.ts'

/** The vectors every channel's scheme was checked with, from their vendors or made by tools of others. One place to look at all of them. */

const post = (body: string, headers: Record<string, string>) => knockOf({ method: 'POST', query: {}, headers, body })

it.each(['whatsapp', 'messenger'] as const)(
  'Meta, golden vector: the body `test` under `secret` (%s)',
  async (kind) => {
    const account = accountOf(kind, { appSecret: 'secret' }) as never
    const golden = 'sha256=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914'
    const verify = async (body: string, signature: string) =>
      (await adapterOf(kind)?.verify(post(body, { 'x-hub-signature-256': signature }), account))?.as
    expect(await verify('test', golden)).toBe('payload')
    expect(await verify('test ', golden)).toBe('refused')
    expect(await verify('test', golden.toUpperCase())).toBe('refused')
    expect(await verify('test', golden.replace('sha256=', ''))).toBe('refused')
  },
)

it('LINE, golden vector: no events under `channel-secret`', async () => {
  const account = accountOf('line', { channelSecret: 'channel-secret' })
  const golden = 'nENZU9xVqQeZgEX6Nd5huQOCgqTEa5S67sXEhrGuTDk='
  const verify = async (body: string) =>
    (await adapterOf('line')?.verify(post(body, { 'x-line-signature': golden }), account))?.as
  expect(await verify('{"events":[]}')).toBe('payload')
  expect(await verify('{"events": []}')).toBe('refused')
})

it('WeChat, golden vectors: a signature, one of a plain handshake, and `hehe` sealed', async () => {
  const token = 'RMNlACHlV5ThzfRlVS4D4'
  expect(signatureOf(token, 'timestamp', 'nonce', 'encrypt')).toBe('8edac0945683c119ee71c9f6256d76c48aa08a96')
  const plain = signatureOf('testtoken', '1700000000', 'abc123')
  expect(plain).toBe('14868ea7d291f628c164a0e57f9a7da1bade4e37')
  const handshake = {
    ...knockOf({
      method: 'GET',
      query: { signature: plain, timestamp: '1700000000', nonce: 'abc123', echostr: '42' },
      headers: {},
      body: '',
    }),
    now: 1_700_000_000_000,
  }
  const account = accountOf('wechat', { token: 'testtoken' })
  expect(await adapterOf('wechat')?.verify(handshake, account)).toEqual({
    as: 'answer',
    type: 'text/plain',
    body: '42',
  })
  const aesKey = 'bAZC8S8nz5fcQ0Ui2HxQVGbC6FzyrzWKSuDbmzpBo3G'
  const receiver = 'wx1570bcc0b3cf8bd0'
  const sealed = 'deDSs0mO2SVhpA2r+P6wFdEm7/6JOmaS1zqNeg7oo/fpaDdE7oLtrawXKVQcHUDxEuS4o585ZvRd9CBu1rOuRQ=='
  expect(seal('hehe', aesKey, receiver, new TextEncoder().encode('0123456789abcdef'))).toBe(sealed)
  const signed = { timestamp: '1', nonce: '2', signature: signatureOf(token, '1', '2', sealed) }
  expect(open(sealed, signed, { tokens: [token], aesKeys: [aesKey], receiver })?.text).toBe('hehe')
  expect(open(sealed, signed, { tokens: [token], aesKeys: [aesKey], receiver: 'wxanother' })).toBeNull()
})

it.each(['api', 'email'] as const)('Standard Webhooks, golden vector, at the door of %s', async (kind) => {
  // The standard's own, which everybody knows.
  const example = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const golden = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const body = '{"test": 2432232314}'
  expect(await signWebhook({ id: golden['webhook-id'], at: 1_614_265_330_000, body }, [example])).toEqual(golden)
  const account = accountOf(kind, { inboundSecret: example }) as never
  const verify = async (now: number, text = body) =>
    (await adapterOf(kind)?.verify({ ...post(text, golden), now }, account))?.as
  // Genuine, and nothing that either channel documents.
  expect(await verify(1_614_265_330_000)).toBe('malformed')
  expect(await verify(1_614_265_330_000, '{"test":2432232314}')).toBe('refused')
  expect(await verify(1_614_265_330_000 + 301_000)).toBe('refused')
})
