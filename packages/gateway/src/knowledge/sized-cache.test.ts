import { expect, test } from 'vitest'
import { SizedCache } from './sized-cache.ts'

test('what was used least lately makes room, and not more of it than is needed', () => {
  const cache = new SizedCache<string>({ bytes: 10 })
  cache.put('a', 'A', 4)
  cache.put('b', 'B', 4)
  expect(cache.get('a')).toBe('A')
  cache.put('c', 'C', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', null, 'C'])
})

test('one that is larger than all the room is kept, alone', () => {
  const cache = new SizedCache<string>({ bytes: 10 })
  cache.put('a', 'A', 4)
  cache.put('huge', 'H', 40)
  expect([cache.get('a'), cache.get('huge')]).toEqual([null, 'H'])
  cache.put('b', 'B', 4)
  expect([cache.get('huge'), cache.get('b')]).toEqual([null, 'B'])
})

test('put again, something is counted once', () => {
  const cache = new SizedCache<string>({ bytes: 10 })
  for (let n = 0; n < 5; n++) cache.put('a', `A${n}`, 6)
  cache.put('b', 'B', 4)
  expect([cache.get('a'), cache.get('b')]).toEqual(['A4', 'B'])
})
