import type { HostKey } from '@baton/protocol'
import { base64url, type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { BatonError } from './baton-error.ts'
import type { HostKeys } from './host-keys.ts'
import { readHostToken } from './host-token.ts'

type Algorithm = HostKey['algorithm']
const NAMELESS = 'n'.repeat(32)
const NOW = 1_800_000_000
const bytes = (text: string) => new TextEncoder().encode(text)

/** A key pair an algorithm: what signs, and what a workspace holds. */
const signers = new Map<Algorithm, CryptoKey | Uint8Array>()
const keys: HostKey[] = []
let rsaPublic = ''

beforeAll(async () => {
  signers.set('HS256', bytes('s'.repeat(32)))
  keys.push({ kid: 'key-HS256', algorithm: 'HS256', key: 's'.repeat(32) })
  for (const algorithm of ['RS256', 'PS256', 'ES256', 'EdDSA'] as const) {
    const pair = await generateKeyPair(algorithm, { extractable: true })
    signers.set(algorithm, pair.privateKey)
    keys.push({ kid: `key-${algorithm}`, algorithm, key: await exportJWK(pair.publicKey) } as HostKey)
    if (algorithm === 'RS256') rsaPublic = await exportSPKI(pair.publicKey)
  }
})

const house = (): HostKeys & { audience?: string } => ({ hostKey: NAMELESS, hostKeys: keys })

/** A token that would be let in, with what a case makes of it. */
const sign = (
  algorithm: Algorithm,
  { header = {}, claims = {}, key = signers.get(algorithm) ?? bytes('') }: Partial<Making> = {},
): Promise<string> =>
  new SignJWT({ sub: 'cus_1', aud: 'baton', iat: NOW, exp: NOW + 300, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: algorithm, kid: `key-${algorithm}`, ...header })
    .sign(key)

interface Making {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  key: CryptoKey | Uint8Array
}

const address = async (token: string, config: HostKeys & { audience?: string } = house()) =>
  (await readHostToken(token, config, NOW * 1_000)).address

const isRefused = async (token: string, config?: HostKeys & { audience?: string }): Promise<void> => {
  const error = await address(token, config).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(BatonError)
  expect(error).toMatchObject({ code: 'unauthenticated' })
}

/** A token of parts as they are written, signed under the HS256 key. */
async function written(header: string, payload: string): Promise<string> {
  const signed = `${base64url.encode(header)}.${base64url.encode(payload)}`
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes('s'.repeat(32)), hmac, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign(hmac, key, bytes(signed)))
  return `${signed}.${base64url.encode(signature)}`
}

test.each(['HS256', 'RS256', 'PS256', 'ES256', 'EdDSA'] as const)(
  'a token signed with %s is read',
  async (algorithm) => {
    expect(await address(await sign(algorithm))).toBe('user:cus_1')
  },
)

test('T-16 a token that names no algorithm we pinned is refused', async () => {
  const claims = JSON.stringify({ sub: 'cus_1', aud: 'baton', iat: NOW, exp: NOW + 300 })
  for (const alg of ['none', 'None', 'HS384', 'HS512', 'RS512', '']) {
    const head = JSON.stringify({ alg, kid: 'key-HS256' })
    await isRefused(`${base64url.encode(head)}.${base64url.encode(claims)}.`)
    await isRefused(await written(head, claims))
  }
})

test('T-16 an RSA public key is never taken for a shared secret', async () => {
  const key = bytes(rsaPublic)
  await isRefused(await sign('HS256', { key, header: { kid: 'key-RS256' } }))
  await isRefused(await sign('HS256', { key }))
})

test('T-16 a key verifies its own algorithm only', async () => {
  for (const own of signers.keys()) {
    for (const other of signers.keys()) {
      if (own === other) continue
      // Signed by the right owner under another of their keys, and by that algorithm.
      await isRefused(await sign(other, { header: { kid: `key-${own}` } }))
    }
  }
  // One RSA key, two paddings: the pair that signed RS256 is not a PS256 key.
  const rs = keys.find((each) => each.kid === 'key-RS256')
  const swapped = { hostKey: null, hostKeys: [{ ...rs, algorithm: 'PS256' } as HostKey] }
  await isRefused(await sign('RS256'), swapped)
})

test.each<[string, Partial<Making>]>([
  ['another audience', { claims: { aud: 'other' } }],
  ['the audience of the business server', { claims: { aud: 'baton-server' } }],
  ['no audience', { claims: { aud: undefined } }],
  ['no end', { claims: { exp: undefined } }],
  ['no subject', { claims: { sub: undefined } }],
  ['an empty subject', { claims: { sub: '' } }],
  ['no time of issue', { claims: { iat: undefined } }],
  ['issued a day and two minutes ago', { claims: { iat: NOW - 86_400 - 120, exp: NOW + 300 } }],
  ['issued in two minutes', { claims: { iat: NOW + 120 } }],
  ['not valid for another two minutes', { claims: { nbf: NOW + 120 } }],
  ['ended 61 seconds ago', { claims: { exp: NOW - 61 } }],
  ['a text for an end', { claims: { exp: 'never' } }],
  ['a header that points to keys (jku)', { header: { jku: 'https://evil.example/jwks.json' } }],
  ['a header that points to a certificate (x5u)', { header: { x5u: 'https://evil.example/cert.pem' } }],
  ['a header that brings a certificate (x5c)', { header: { x5c: ['AAAA'] } }],
  ['a header that brings a key (jwk)', { header: { jwk: { kty: 'oct', k: 'AAAA' } } }],
  ['a kid that climbs', { header: { kid: '../key-HS256' } }],
  ['a kid that is a path', { header: { kid: '/dev/null' } }],
  ['a kid in other letters', { header: { kid: 'KEY-HS256' } }],
  ['a kid that is empty', { header: { kid: '' } }],
  ['a kid of an object', { header: { kid: 'constructor' } }],
  ['a kid that is a list', { header: { kid: ['key-HS256'] } }],
  ['a kid nobody has', { header: { kid: 'key-of-another-workspace' } }],
])('T-16 %s is refused', async (_name, making) => {
  await isRefused(await sign('HS256', making))
})

test('T-16 critical extensions are refused', async () => {
  const claims = JSON.stringify({ sub: 'cus_1', aud: 'baton', iat: NOW, exp: NOW + 300 })
  await isRefused(await written('{"alg":"HS256","kid":"key-HS256","crit":["b64"],"b64":true}', claims))
})

test('T-16 an end 59 seconds ago is within the leeway', async () => {
  expect(await address(await sign('HS256', { claims: { exp: NOW - 59 } }))).toBe('user:cus_1')
})

test.each([
  ['a subject', '{"alg":"HS256","kid":"key-HS256"}', '"sub":"cus_1","sub":"cus_2"'],
  ['a subject in another writing', '{"alg":"HS256","kid":"key-HS256"}', '"sub":"cus_1","\\u0073ub":"cus_2"'],
  ['a key', '{"alg":"HS256","kid":"key-RS256","kid":"key-HS256"}', '"sub":"cus_1"'],
  ['an algorithm', '{"alg":"none","alg":"HS256","kid":"key-HS256"}', '"sub":"cus_1"'],
  ['a claim inside another', '{"alg":"HS256","kid":"key-HS256"}', '"sub":"cus_1","a":{"b":1,"b":2}'],
])('T-16 %s that is there twice is refused', async (_name, header, claims) => {
  await isRefused(await written(header, `{${claims},"aud":"baton","iat":${NOW},"exp":${NOW + 300}}`))
})

test('names that look repeated and are not are read', async () => {
  const claims = `{"sub":"cus_1","a":{"x":1},"b":{"x":2},"c":"{\\"sub\\":1,\\"sub\\":2}","aud":"baton","iat":${NOW},"exp":${NOW + 300}}`
  expect(await address(await written('{"alg":"HS256","kid":"key-HS256"}', claims))).toBe('user:cus_1')
})

test('T-16 ten keys are valid at once, and one taken away is not', async () => {
  const secrets = Array.from({ length: 10 }, (_, n) => `${n}`.repeat(32))
  const hostKeys = secrets.map((key, n): HostKey => ({ kid: `k${n}`, algorithm: 'HS256', key }))
  const tokens = await Promise.all(
    secrets.map((key, n) => sign('HS256', { key: bytes(key), header: { kid: `k${n}` } })),
  )
  for (const token of tokens) expect(await address(token, { hostKey: null, hostKeys })).toBe('user:cus_1')
  const rest = hostKeys.slice(1)
  await isRefused(tokens[0] ?? '', { hostKey: null, hostKeys: rest })
  expect(await address(tokens[9] ?? '', { hostKey: null, hostKeys: rest })).toBe('user:cus_1')
  // One key's name over another key's signature.
  await isRefused(await sign('HS256', { key: bytes(secrets[3] ?? ''), header: { kid: 'k4' } }), {
    hostKey: null,
    hostKeys,
  })
})

test('T-16 a token without a kid is for the key without one, or for the only one', async () => {
  const nameless = await sign('HS256', { key: bytes(NAMELESS), header: { kid: undefined } })
  expect(await address(nameless)).toBe('user:cus_1')
  expect(await address(nameless, { hostKey: NAMELESS })).toBe('user:cus_1')
  const [first] = keys
  if (!first) throw new Error('no key')
  const unnamed = await sign('HS256', { header: { kid: undefined } })
  expect(await address(unnamed, { hostKey: null, hostKeys: [first] })).toBe('user:cus_1')
  await isRefused(unnamed, { hostKey: null, hostKeys: keys })
  await isRefused(unnamed)
  await isRefused(unnamed, { hostKey: null })
})

test('where no key has a name, the kid some libraries add says nothing', async () => {
  expect(
    await address(await sign('HS256', { key: bytes(NAMELESS), header: { kid: 'whatever' } }), { hostKey: NAMELESS }),
  ).toBe('user:cus_1')
})

test('T-16 an issuer that is demanded must be the one', async () => {
  const strict = { ...house(), issuer: 'https://shop.example' }
  expect(await address(await sign('ES256', { claims: { iss: 'https://shop.example' } }), strict)).toBe('user:cus_1')
  await isRefused(await sign('ES256', { claims: { iss: 'https://evil.example' } }), strict)
  await isRefused(await sign('ES256'), strict)
})

test("T-16 a workspace's own audience takes the place of baton's", async () => {
  const own = { ...house(), audience: 'baton:shop' }
  expect(await address(await sign('ES256', { claims: { aud: 'baton:shop' } }), own)).toBe('user:cus_1')
  await isRefused(await sign('ES256'), own)
})

test.each(['', '.', '..', 'a.b.c', 'e30.e30.', 'e30', '💥.💥.💥'])('%j is no token', async (token) => {
  await isRefused(token)
})
