import { expect, test } from 'vitest'
import { Breaker } from './breaker.ts'

test('after three failures in a row a provider rests, then one call tries, and its luck is everybody’s', () => {
  const breaker = new Breaker()
  breaker.failed('a', 0)
  breaker.failed('a', 1)
  expect(breaker.mayAsk('a', 2)).toBe(true)
  breaker.failed('a', 2)
  expect([breaker.mayAsk('a', 3), breaker.mayAsk('a', 30_001), breaker.mayAsk('b', 3)]).toEqual([false, false, true])
  expect(breaker.mayAsk('a', 30_002)).toBe(true)
  expect(breaker.mayAsk('a', 30_003)).toBe(false)
  breaker.failed('a', 30_004)
  expect(breaker.mayAsk('a', 60_003)).toBe(false)
  expect(breaker.mayAsk('a', 60_004)).toBe(true)
  breaker.succeeded('a')
  expect([breaker.mayAsk('a', 60_005), breaker.mayAsk('a', 60_006)]).toEqual([true, true])
})

test('a success in between begins the count anew', () => {
  const breaker = new Breaker()
  for (let n = 0; n < 10; n += 1) {
    breaker.failed('a', n)
    breaker.failed('a', n)
    breaker.succeeded('a')
  }
  expect(breaker.mayAsk('a', 11)).toBe(true)
})

test('a provider that says how long it wants to rest is believed, up to five minutes', () => {
  const breaker = new Breaker()
  breaker.failed('a', 0, 60_000)
  expect([breaker.mayAsk('a', 59_999), breaker.mayAsk('a', 60_000)]).toEqual([false, true])
  breaker.failed('b', 0, 86_400_000)
  expect([breaker.mayAsk('b', 299_999), breaker.mayAsk('b', 300_000)]).toEqual([false, true])
})

test('a try that nobody reported does not close it for ever', () => {
  const breaker = new Breaker()
  for (let n = 0; n < 3; n += 1) breaker.failed('a', 0)
  expect(breaker.mayAsk('a', 30_000)).toBe(true)
  expect([breaker.mayAsk('a', 59_999), breaker.mayAsk('a', 60_000)]).toEqual([false, true])
})

test('it remembers no more than it may', () => {
  const breaker = new Breaker(2)
  for (const name of ['a', 'b', 'c']) breaker.failed(name, 0, 1_000)
  expect(['a', 'b', 'c'].map((name) => breaker.mayAsk(name, 1))).toEqual([true, false, false])
})
