import { expect, test } from 'vitest'
import { isFromJambonz } from './jambonz-signature.ts'

/** Made with `printf '1700000000.{"call_sid":"1"}' | openssl dgst -sha256 -hmac whsec`. */
const GOLDEN = '5645be235f9f95fdb9c4a9ce10a413c34e5c552f751861211bce511548b06790'
const NOW = 1_700_000_000_000
const body = new TextEncoder().encode('{"call_sid":"1"}')

const check = (header: string | null, { at = NOW, secrets = ['whsec'], bytes = body } = {}) =>
  isFromJambonz({ header, body: bytes }, secrets, at)

test('what is signed with the secret is from jambonz', async () => {
  expect(await check(`t=1700000000,v1=${GOLDEN}`)).toBe(true)
  expect(await check(`t=1700000000, v1=${'0'.repeat(64)}, v1=${GOLDEN}`)).toBe(true)
  expect(await check(`t=1700000000,v1=${GOLDEN}`, { secrets: ['new', 'whsec'] })).toBe(true)
})

test.each([
  ['nothing', null],
  ['no time', `v1=${GOLDEN}`],
  ['another time', `t=1700000001,v1=${GOLDEN}`],
  ['no signature', 't=1700000000'],
  ['another scheme', `t=1700000000,v0=${GOLDEN}`],
  ['large letters', `t=1700000000,v1=${GOLDEN.toUpperCase()}`],
])('%s is not', async (_, header) => {
  expect(await check(header)).toBe(false)
})

test('nor is another body, another secret, or what was said six minutes ago', async () => {
  const header = `t=1700000000,v1=${GOLDEN}`
  expect(await check(header, { bytes: new TextEncoder().encode('{"call_sid":"2"}') })).toBe(false)
  expect(await check(header, { secrets: ['other'] })).toBe(false)
  expect(await check(header, { at: NOW + 360_000 })).toBe(false)
  expect(await check(header, { at: NOW + 240_000 })).toBe(true)
})
