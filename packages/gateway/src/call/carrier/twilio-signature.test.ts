import { describe, expect, test } from 'vitest'
import { isFromTwilio } from './twilio-signature.ts'

/** What Twilio's documentation signs, and what the tests of its libraries (twilio-php, twilio-node) do. */
const TOKEN = '12345'
const URL_SIGNED = 'https://mycompany.com/myapp.php?foo=1&bar=2'
const FIELDS = new URLSearchParams({
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
})
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='

const check = (changes: Partial<Parameters<typeof isFromTwilio>[0]>, tokens: readonly string[] = [TOKEN]) =>
  isFromTwilio({ url: URL_SIGNED, fields: FIELDS, signature: SIGNATURE, ...changes }, tokens)

test('the documented request is Twilio’s', async () => {
  expect(await check({})).toBe(true)
})

describe('the vectors of its libraries', () => {
  test('a field that is there several times counts once for each value', async () => {
    const fields = new URLSearchParams([
      ['Sid', 'CA123'],
      ['SidAccount', 'AC123'],
      ['Digits', '5678'],
      ['Digits', '1234'],
      ['Digits', '1234'],
    ])
    expect(await check({ fields, signature: 'IK+Dwps556ElfBT0I3Rgjkr1wJU=' })).toBe(true)
  })

  test('a body of JSON is signed by its hash in the address', async () => {
    const body = new TextEncoder().encode('{"property": "value", "boolean": true}')
    const hash = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620'
    const json = { url: `${URL_SIGNED}&bodySHA256=${hash}`, fields: new URLSearchParams(), body }
    const signature = 'a9nBmqA0ju/hNViExpshrM61xv4='
    expect(await check({ ...json, signature })).toBe(true)
    expect(await check({ ...json, signature, body: new TextEncoder().encode('{}') })).toBe(false)
    expect(await check({ body })).toBe(false)
  })

  test.each([
    ['https with a port, signed without', URL_SIGNED.replace('.com', '.com:1234'), SIGNATURE],
    ['http with its port', 'http://mycompany.com:1234/myapp.php?foo=1&bar=2', 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU='],
    ['https without a port, signed with 443', URL_SIGNED, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    ['http without a port, signed with 80', URL_SIGNED.replace('https', 'http'), '0ZXoZLH/DfblKGATFgpif+LLRf4='],
    ['a name and a password', URL_SIGNED.replace('//', '//user:pass@'), 'CukzLTc1tT5dXEDIHm/tKBanW10='],
    ['the same, signed with 443', URL_SIGNED.replace('//', '//user:pass@'), 'ZQFR1PTIZXF2MXB8ZnKCvnnA+rI='],
    ['a name alone', URL_SIGNED.replace('//', '//user@'), '2YRLlVAflCqxaNicjMpJcSTgzSs='],
  ])('%s', async (_, url, signature) => {
    expect(await check({ url, signature })).toBe(true)
  })
})

test.each([
  ['another field', { fields: new URLSearchParams({ ...Object.fromEntries(FIELDS), Digits: '1235' }) }],
  ['a field more', { fields: new URLSearchParams({ ...Object.fromEntries(FIELDS), More: '' }) }],
  ['another address', { url: `${URL_SIGNED}&more=1` }],
  ['no signature', { signature: null }],
  ['a signature that is none', { signature: 'FAIL' }],
  ['one of another length', { signature: btoa('short') }],
])('%s is not', async (_, changes) => {
  expect(await check(changes)).toBe(false)
})

test('either of two tokens is good while one takes the other’s place, and no empty one ever', async () => {
  expect(await check({}, ['new', TOKEN])).toBe(true)
  expect(await check({}, ['new'])).toBe(false)
  expect(await check({}, ['', 'new'])).toBe(false)
  expect(await check({}, [])).toBe(false)
})
