import { expect, test } from 'vitest'
import { providers } from './providers.ts'

const parse = (url: string) => providers.safeParse({ chat: { url, model: 'm' } })

test.each([
  'https://llm.example/v1',
  'https://10.0.0.5:8443/v1',
  'http://127.0.0.1:11434/v1',
  'http://localhost:8000',
  'http://[::1]:8000',
])('%s is an address of a model', (url) => {
  expect(parse(url).success).toBe(true)
})

test.each([
  'http://llm.example/v1',
  'http://127.0.0.1.evil.test/v1',
  'http://10.0.0.5/v1',
  'https://user:secret@llm.example/v1',
  'https://llm.example/v1?key=secret',
  'https://llm.example/v1#x',
  'https://169.254.169.254/latest',
  'https://[fe80::1]/v1',
  'https://0.0.0.0/v1',
  'file:///etc/passwd',
  'ftp://llm.example',
  'llm.example',
])('%s is none', (url) => {
  expect(parse(url).success).toBe(false)
})

test('what is not said has its default, and nothing at all is a choice', () => {
  expect(providers.parse({})).toEqual({})
  expect(providers.parse({ vision: { url: 'https://llm.example/v1', model: 'm' } }).vision).toMatchObject({
    of: 'everyone',
    dayTokens: 2_000_000,
    timeoutMs: 10_000,
  })
})
