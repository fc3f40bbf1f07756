import { expect, it } from 'vitest'
import { createIds } from './ids.ts'

it('makes UUIDs of version 7 that rise, even when the clock stands still or goes back', () => {
  let now = 1_790_000_000_000
  const newId = createIds({ now: () => now, fill: (bytes) => crypto.getRandomValues(bytes) })
  const ids = Array.from({ length: 5_000 }, newId)
  now -= 60_000
  ids.push(newId())
  now += 120_000
  ids.push(newId())
  const isVersion7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(ids.filter((id) => !isVersion7.test(id))).toEqual([])
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(Number.parseInt((ids.at(-1) ?? '').replace('-', '').slice(0, 12), 16)).toBe(now)
})
