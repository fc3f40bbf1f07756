import { expect, test } from 'vitest'
import { guessAsked, guessTokens } from './tokens.ts'

test('a Chinese character is a token, four Latin letters are one', () => {
  expect(guessTokens('退款多久')).toBe(4)
  expect(guessTokens('how long')).toBe(2)
})

test('a picture counts as a thousand tokens, however many bytes it has', () => {
  const picture = (bytes: number) => ({ type: 'image', mime: 'image/png', bytes: new Uint8Array(bytes) }) as const
  const asked = (bytes: number) =>
    guessAsked([{ role: 'user', content: [{ type: 'text', text: 'read this' }, picture(bytes)] }])
  expect(asked(1)).toBe(1_003)
  expect(asked(8 * 1024 * 1024)).toBe(asked(1))
})

test('what a model asked for is told to it again, and counts', () => {
  const calls = [{ id: 'call00000', name: 'order', input: { order: 'SO10042' } }]
  const plain = guessAsked([{ role: 'assistant', content: '' }])
  expect(guessAsked([{ role: 'assistant', content: '', calls }])).toBeGreaterThan(plain)
})
