import { expect, test } from 'vitest'
import { isSignedBy, open, seal, signatureOf } from './wechat-crypto.ts'

const TOKEN = 'RMNlACHlV5ThzfRlVS4D4'
const KEY = 'bAZC8S8nz5fcQ0Ui2HxQVGbC6FzyrzWKSuDbmzpBo3G'
const OLDER = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const APP = 'wx1570bcc0b3cf8bd0'
const SEALED = 'deDSs0mO2SVhpA2r+P6wFdEm7/6JOmaS1zqNeg7oo/fpaDdE7oLtrawXKVQcHUDxEuS4o585ZvRd9CBu1rOuRQ=='
const RANDOM = new TextEncoder().encode('0123456789abcdef')

const signed = (token: string, sealed: string) => ({
  signature: signatureOf(token, '1700000000', 'abc123', sealed),
  timestamp: '1700000000',
  nonce: 'abc123',
})
const ours = { tokens: [TOKEN], aesKeys: [KEY], receiver: APP }

test('signs as the vectors say', () => {
  expect(signatureOf(TOKEN, 'timestamp', 'nonce', 'encrypt')).toBe('8edac0945683c119ee71c9f6256d76c48aa08a96')
  expect(signatureOf('testtoken', '1700000000', 'abc123')).toBe('14868ea7d291f628c164a0e57f9a7da1bade4e37')
})

test('seals and opens as the vector says, with padding longer than a block of AES', () => {
  expect(seal('hehe', KEY, APP, RANDOM)).toBe(SEALED)
  expect(open(SEALED, signed(TOKEN, SEALED), ours)).toEqual({ text: 'hehe', pair: { token: TOKEN, aesKey: KEY } })
})

test('every length opens again', () => {
  for (let length = 0; length < 70; length += 1) {
    const text = '好'.repeat(length)
    const sealed = seal(text, KEY, APP, RANDOM)
    expect(open(sealed, signed(TOKEN, sealed), ours)?.text).toBe(text)
  }
})

test('while a secret is changed, both are good, and the answer is sealed with what the request was', () => {
  const both = { tokens: [TOKEN, 'olderToken'], aesKeys: [KEY, OLDER], receiver: APP }
  const sealed = seal('你好', OLDER, APP, RANDOM)
  expect(open(sealed, signed('olderToken', sealed), both)?.pair).toEqual({ token: 'olderToken', aesKey: OLDER })
  expect(open(sealed, signed('olderToken', sealed), ours)).toBeNull()
})

test('what is for another app is not ours', () => {
  const sealed = seal('hehe', KEY, 'wx0000000000000000', RANDOM)
  expect(open(sealed, signed(TOKEN, sealed), ours)).toBeNull()
})

test('a signature of another length or case is no error, it is wrong', () => {
  const { signature, ...rest } = signed(TOKEN, SEALED)
  for (const wrong of ['', signature.slice(1), `${signature}0`, signature.toUpperCase(), '签'.repeat(40)]) {
    expect(isSignedBy([TOKEN], { signature: wrong, ...rest }, [SEALED])).toBe(false)
  }
  expect(isSignedBy([TOKEN], { signature, ...rest }, [SEALED])).toBe(true)
})

test('T-26 a changed ciphertext is refused alike, even when it is signed anew', () => {
  const bytes = Uint8Array.from(atob(SEALED), (sign) => sign.charCodeAt(0))
  const times: { forged: number[]; signed: number[] } = { forged: [], signed: [] }
  for (let n = 0; n < 1_000; n += 1) {
    const changed = bytes.slice()
    const at = (n * 31) % bytes.length
    changed[at] = (changed[at] ?? 0) ^ (1 + (n % 255))
    const sealed = btoa(String.fromCharCode(...changed))
    const start = performance.now()
    expect(open(sealed, signed(TOKEN, SEALED), ours)).toBeNull()
    times.forged.push(performance.now() - start)
    const again = performance.now()
    const opened = open(sealed, signed(TOKEN, sealed), ours)
    times.signed.push(performance.now() - again)
    // Whoever has the token can change words by the block before them; there is no MAC. Nobody else gets as far as this.
    if (at >= 16) expect(opened, String(at)).toBeNull()
  }
  for (const cut of [1, 15, 16, 17, 31, 32, 48, 63]) {
    const sealed = btoa(String.fromCharCode(...bytes.slice(0, cut)))
    expect(open(sealed, signed(TOKEN, sealed), ours)).toBeNull()
  }
  const mean = (each: number[]) => each.reduce((sum, ms) => sum + ms, 0) / each.length
  console.info(`T-26: ${mean(times.forged).toFixed(4)} ms forged, ${mean(times.signed).toFixed(4)} ms signed anew`)
})
