import { env } from 'cloudflare:workers'
import type { ChannelKind } from '@baton/protocol'
import type { WebhookRequest } from '@baton/testing/vendors'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback, addressOf, type Callback, hookOf, knock, SPOKEN } from '../testing/hooks.ts'
import { objectsAlive } from '../testing/objects.ts'
import { isKnownWorkspace } from './known-workspace.ts'

const MINUTE_MS = 60_000

/** Where a vendor's request shows that it is the vendor's, and what of it that covers. */
const PROOF: Record<ChannelKind, { header: string } | { param: string }> = {
  wechat: { param: 'msg_signature' },
  wecom: { param: 'msg_signature' },
  whatsapp: { header: 'x-hub-signature-256' },
  messenger: { header: 'x-hub-signature-256' },
  telegram: { header: 'x-telegram-bot-api-secret-token' },
  line: { header: 'x-line-signature' },
  email: { header: 'webhook-signature' },
  phone: { header: 'x-twilio-signature' },
  api: { header: 'webhook-signature' },
}
/** Telegram signs nothing: its token is all. */
const UNSIGNED: readonly ChannelKind[] = ['telegram']
/** Those whose signature covers when it was made, and who are held to it. */
const TIMED: readonly ChannelKind[] = ['wechat', 'wecom', 'email', 'api']

let workspace: string
let other: string
beforeAll(async () => {
  workspace = (await provisioned()).workspace.workspace
  other = (await provisioned()).workspace.workspace
  await isKnownWorkspace(env, 'nobody') // the register itself
})

afterEach(() => {
  vi.restoreAllMocks()
})

const proofOf = (kind: ChannelKind, request: WebhookRequest): string => {
  const at = PROOF[kind]
  return ('header' in at ? request.headers[at.header] : request.query[at.param]) ?? ''
}

function withProof(kind: ChannelKind, request: WebhookRequest, proof: string): WebhookRequest {
  const at = PROOF[kind]
  return 'header' in at
    ? { ...request, headers: { ...request.headers, [at.header]: proof } }
    : { ...request, query: { ...request.query, [at.param]: proof } }
}

function withoutProof(kind: ChannelKind, request: WebhookRequest): WebhookRequest {
  const at = PROOF[kind]
  const without = (record: Record<string, string>, name: string) =>
    Object.fromEntries(Object.entries(record).filter(([each]) => each !== name))
  return 'header' in at
    ? { ...request, headers: without(request.headers, at.header) }
    : { ...request, query: without(request.query, at.param) }
}

const otherCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))

/** The same for whoever parses it, in other bytes; where the content is sealed, other content. */
const reserialised = (body: string): string =>
  body.trimStart().startsWith('{')
    ? JSON.stringify(JSON.parse(body), null, 1)
    : body.replace(
        /(<Encrypt><!\[CDATA\[)(.)/,
        (_, start: string, first: string) => start + (first === 'A' ? 'B' : 'A'),
      )

const withoutRequest = (body: string): string => body.replace(/"request":"[\w-]{36}"/, '')

/** Refused like anything that is not there, and nobody came to life by it. */
async function expectRefused(ask: () => Promise<Response>): Promise<void> {
  const before = await objectsAlive()
  const answer = await ask()
  const nothing = await knock(`/v1/hooks/nobody-${crypto.randomUUID().slice(0, 8)}/ch_0123456789abcdef`, {
    method: 'POST',
    query: {},
    headers: {},
    body: '',
  })
  expect([answer.status, withoutRequest(await answer.text()), answer.headers.get('content-type')]).toEqual([
    401,
    withoutRequest(await nothing.text()),
    'application/problem+json; charset=utf-8',
  ])
  expect(await objectsAlive()).toBe(before)
}

describe.each(SPOKEN)('T-23 what is forged in the name of %s is refused, and nothing comes of it', (kind) => {
  let callback: Callback
  let genuine: WebhookRequest
  beforeAll(async () => {
    callback = await aCallback(workspace, kind)
    genuine = await hookOf(callback, { from: addressOf(kind, 4242), text: 'hello' })
    // What knocking costs anybody is paid before anything is counted.
    await knock(callback.path, withoutProof(kind, genuine))
  })

  test.each<[string, (request: WebhookRequest, proof: string) => WebhookRequest]>([
    ['no proof', (request) => withoutProof(kind, request)],
    ['an empty proof', (request) => withProof(kind, request, '')],
    // What pads base64 is no letter of it.
    ['a proof one letter short', (request, proof) => withProof(kind, request, proof.replace(/.=*$/, ''))],
    ['a proof one letter long', (request, proof) => withProof(kind, request, `${proof}a`)],
    ['a proof in other letters', (request, proof) => withProof(kind, request, otherCase(proof))],
    ['a proof twice in one', (request, proof) => withProof(kind, request, `${proof}, ${proof}`)],
    ['a proof that is no text of a vendor', (request) => withProof(kind, request, '%F0%9F%A4%B7=,;"')],
    ['no body', (request) => ({ ...request, body: '' })],
  ])('%s', async (what, forge) => {
    // A body that is not signed is not what convinces.
    if (what === 'no body' && UNSIGNED.includes(kind)) return
    await expectRefused(() => knock(callback.path, forge(genuine, proofOf(kind, genuine))))
  })

  test('a header that came twice, or a parameter', async () => {
    const at = PROOF[kind]
    const proof = proofOf(kind, genuine)
    if ('param' in at) {
      const twice = `${callback.path}?${new URLSearchParams(genuine.query)}&${at.param}=${encodeURIComponent(proof)}`
      return expectRefused(() => knock(twice, { ...genuine, query: {} }))
    }
    const headers = new Headers(genuine.headers)
    headers.append(at.header, proof)
    await expectRefused(() => knock(callback.path, genuine, headers))
  })

  test('the proof of one body with another', async () => {
    if (UNSIGNED.includes(kind)) return
    await expectRefused(() => knock(callback.path, { ...genuine, body: reserialised(genuine.body) }))
  })

  test('what is genuine for an account of another business', async () => {
    const theirs = await aCallback(other, kind)
    const request = await hookOf(theirs, { from: addressOf(kind, 4242), text: 'hello' })
    await expectRefused(() => knock(callback.path, request))
  })

  test('what is genuine and larger than the vendor sends', async () => {
    const body = `${genuine.body}${' '.repeat(3 * 1024 * 1024)}`
    const headers = { ...genuine.headers, 'content-length': String(body.length) }
    await expectRefused(() => knock(callback.path, { ...genuine, headers, body }))
    // Who does not say how much it will be is stopped when it is too much.
    await expectRefused(() => knock(callback.path, { ...genuine, body }))
  })

  test('what was genuine, where that ends', async () => {
    if (!TIMED.includes(kind)) return
    const now = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(now + 6 * MINUTE_MS)
    await expectRefused(() => knock(callback.path, genuine))
  })

  test('what is genuine, for an account that is switched off', async () => {
    const off = await aCallback(workspace, kind, { ...callback.form, isOn: false })
    const request = await hookOf(off, { from: addressOf(kind, 4242), text: 'hello' })
    await expectRefused(() => knock(off.path, request))
  })
})

test('T-38 an address of no account, of no workspace and one that is none wake nobody but who knows that', async () => {
  const nothing = (path: string) => () => knock(path, { method: 'POST', query: {}, headers: {}, body: '{}' })
  const unknown = `/v1/hooks/${workspace}/ch_${'a'.repeat(27)}`
  await nothing(unknown)()
  await expectRefused(nothing(unknown))
  await expectRefused(nothing('/v1/hooks/not-there/ch_0123456789abcdef'))
  await expectRefused(nothing(`/v1/hooks/${workspace}/nonsense`))
  await expectRefused(nothing('/v1/hooks/NO%20NAME/ch_0123456789abcdef'))
})
