import { evictDurableObject } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'
import { Room } from '../testing/wire.ts'
import { Census, census } from './census.ts'

test('each object tells its own number, and the last one counts', () => {
  const house = new Census()
  house.set('a', 2)
  house.set('b', 1)
  house.set('a', 3)
  expect(house.total).toBe(4)
  house.set('a', 0)
  house.set('a', 0)
  expect(house.total).toBe(1)
})

test('sockets are counted from their opening to their end, asleep or awake, whoever closes them', async () => {
  const room = await Room.open()
  const before = census.total
  const wires = [await room.customer(), await room.customer(), await room.connect()]
  expect(census.total).toBe(before + 3)
  await evictDurableObject(room.stub)
  expect(census.total).toBe(before + 3)
  wires[0]?.close()
  await vi.waitFor(() => expect(census.total).toBe(before + 2), 5_000)
  wires[1]?.raw('x'.repeat(70_000)) // refused for its size, and closed from our side
  await wires[1]?.closed
  await vi.waitFor(() => expect(census.total).toBe(before + 1), 5_000)
  wires[2]?.close()
  await vi.waitFor(() => expect(census.total).toBe(before), 5_000)
})
