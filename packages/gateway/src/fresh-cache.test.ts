import { expect, test } from 'vitest'
import { FreshCache } from './fresh-cache.ts'

function counted() {
  const loads: string[] = []
  const load = (value: string | null) => async () => {
    loads.push(String(value))
    return value
  }
  return { loads, load }
}

test('a value is kept for its time and not longer', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  expect(await cache.get('a', load('1'), () => 0)).toBe('1')
  expect(await cache.get('a', load('2'), () => 4_999)).toBe('1')
  expect(await cache.get('a', load('3'), () => 5_000)).toBe('3')
  expect(loads).toEqual(['1', '3'])
})

test('the least recently used goes first', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  let now = 0
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(key, load(key), () => ++now)
  expect(loads).toEqual(['a', 'b', 'c', 'b'])
})

test('what is not there is asked for again, and a failed load leaves nothing behind', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  expect(await cache.get('a', load(null), () => 0)).toBeNull()
  await expect(
    cache.get(
      'a',
      () => Promise.reject(new Error('down')),
      () => 0,
    ),
  ).rejects.toThrow('down')
  expect(await cache.get('a', load('1'), () => 0)).toBe('1')
  expect(loads).toEqual(['null', '1'])
})

test('the time of a value counts from when it was asked for', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  let now = 0
  const slow = async () => {
    now = 4_000
    return 'slow'
  }
  await cache.get('a', slow, () => now)
  now = 5_000
  await cache.get('a', load('new'), () => now)
  expect(loads).toEqual(['new'])
})

test('when nobody answers, the last value still serves', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { load } = counted()
  await cache.get('a', load('1'), () => 0)
  const down = () => Promise.reject(new Error('down'))
  expect(await cache.get('a', down, () => 9_000)).toBe('1')
})

test('what is dropped is asked for again', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  await cache.get('a', load('1'), () => 0)
  cache.drop('a')
  expect(await cache.get('a', load('2'), () => 1)).toBe('2')
  expect(loads).toEqual(['1', '2'])
})

test('a peek loads nothing, and tells only what is fresh', async () => {
  const cache = new FreshCache<string>({ forMs: 5_000, entries: 2 })
  const { loads, load } = counted()
  expect(cache.peek('a', () => 0)).toBe(null)
  await cache.get('a', load('1'), () => 0)
  expect(cache.peek('a', () => 4_999)).toBe('1')
  expect(cache.peek('a', () => 5_000)).toBe(null)
  expect(loads).toEqual(['1'])
})
