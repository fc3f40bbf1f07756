import { describe, expect, it } from 'vitest'
import { accountOf, knockOf, toolsOf } from '../testing/adapters.ts'
import { handshakeOf, signed } from '../testing/vendors.ts'
import { messenger } from './messenger.ts'
import { becameOfGraph, graph, reasonOf } from './meta.ts'
import { whatsapp } from './whatsapp.ts'

const typed = {
  appSecret: 'meta-app-secret',
  verifyToken: 'meta-verify-token',
  phoneNumberId: '106540352242922',
  pageId: '682498302938465',
}
const account = accountOf('whatsapp', typed)
const withSecret = (...appSecret: [string, string?]) => ({ ...account, secrets: { ...account.secrets, appSecret } })

const knock = (signature: string | null, body = 'test') =>
  knockOf({ method: 'POST', query: {}, headers: signature === null ? {} : { 'x-hub-signature-256': signature }, body })

describe('the signature', () => {
  const golden = 'sha256=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914'

  it('T-23, golden vector: body and secret of the documentation', async () => {
    const mine = withSecret('secret')
    expect(await whatsapp.verify(knock(golden), mine)).toEqual({ as: 'payload', payload: 'test' })
    for (const wrong of [
      null,
      '',
      golden.slice(7),
      golden.slice(0, -2),
      golden.toUpperCase(),
      golden.replace('sha256', 'sha1'),
      `${golden}, ${golden}`,
      `${golden}00`,
    ]) {
      expect(await whatsapp.verify(knock(wrong), mine), String(wrong)).toEqual({ as: 'refused' })
    }
    expect(await whatsapp.verify(knock(golden, 'test '), mine)).toEqual({ as: 'refused' })
  })

  it('is another tenant’s or none: refused; one that is being replaced is good', async () => {
    expect(await whatsapp.verify(knock(golden), withSecret('another'))).toEqual({ as: 'refused' })
    expect(await whatsapp.verify(knock(golden), withSecret(''))).toEqual({ as: 'refused' })
    expect((await whatsapp.verify(knock(golden), withSecret('newer', 'secret'))).as).toBe('payload')
  })

  it('covers the bytes as they came, not what they say', async () => {
    const [request] = await signed('whatsapp', typed, [{ from: '8613800000000', text: '你好 a/b' }])
    if (!request) throw new Error('no request')
    expect(request.body).toContain('\\u4f60')
    expect((await whatsapp.verify(knockOf(request), account)).as).toBe('payload')
    const anew = JSON.stringify(JSON.parse(request.body))
    expect(anew).not.toBe(request.body)
    expect((await whatsapp.verify(knockOf({ ...request, body: anew }), account)).as).toBe('refused')
  })
})

describe('the handshake', () => {
  it.each(['whatsapp', 'messenger'] as const)('%s hears its challenge', async (vendor) => {
    const asked = await handshakeOf(vendor, typed)
    const verify = (query: Record<string, string>) => {
      const request = knockOf({ ...asked, query: { ...asked.query, ...query } })
      return vendor === 'whatsapp'
        ? whatsapp.verify(request, account)
        : messenger.verify(request, accountOf('messenger', typed))
    }
    expect(await verify({})).toEqual({ as: 'answer', type: 'text/plain', body: asked.expects.body })
    for (const wrong of [
      { 'hub.verify_token': 'another' },
      { 'hub.verify_token': '' },
      { 'hub.mode': 'unsubscribe' },
      { 'hub.challenge': '' },
      { 'hub.challenge': '<script>' },
    ]) {
      expect(await verify(wrong), JSON.stringify(wrong)).toEqual({ as: 'refused' })
    }
  })
})

describe('what answers mean', () => {
  it.each([
    [4, null],
    [80_007, null],
    [130_429, null],
    [131_047, 'window_closed'],
    [131_026, 'unknown_address'],
    [132_001, 'template_refused'],
    [190, 'credentials'],
    [131_031, 'account_gone'],
    [551, 'blocked'],
    [999_999, 'rejected'],
  ])('the code %i: %s', (code, reason) => expect(reasonOf(code)).toBe(reason))

  it('a finer code says more', () => {
    expect(reasonOf(10)).toBe('credentials')
    expect(reasonOf(10, 2_018_278)).toBe('window_closed')
    expect(reasonOf(100, 2_018_001)).toBe('unknown_address')
  })

  it('what is no JSON, or nothing, is later', async () => {
    const answering = (response: () => Response) => ({ ...toolsOf(), fetch: async () => response() })
    const became = async (response: () => Response) =>
      becameOfGraph(await graph(answering(response), 'whatsapp', 'token', '/x', {}), () => 'id')
    expect(await became(() => new Response('<html>', { status: 502 }))).toEqual({ as: 'later', isOverload: false })
    expect(
      await became(() => {
        throw new TypeError('the connection broke')
      }),
    ).toEqual({ as: 'later', isOverload: false })
    expect(await became(() => Response.json({}, { status: 400 }))).toEqual({ as: 'failed', reason: 'rejected' })
    expect(await became(() => Response.json({}))).toEqual({ as: 'sent', id: 'id' })
  })
})
