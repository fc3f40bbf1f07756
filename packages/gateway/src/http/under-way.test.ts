import { expect, test } from 'vitest'
import { requestsUnderWay, underWay } from './under-way.ts'

test('a request counts until it is answered, and one nobody waits for any more does not count for ever', async () => {
  const before = requestsUnderWay()
  let answer: (text: string) => void = () => {}
  const answered = underWay(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve
      }),
  )
  void underWay(() => new Promise(() => {}))
  expect(requestsUnderWay()).toBe(before + 2)
  answer('yes')
  expect(await answered).toBe('yes')
  expect(requestsUnderWay()).toBe(before + 1)
  expect(requestsUnderWay(Date.now() + 29_000)).toBe(before + 1)
  expect(requestsUnderWay(Date.now() + 31_000)).toBe(0)

  await expect(underWay(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(requestsUnderWay()).toBe(0)
})
