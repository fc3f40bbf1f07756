import { evictDurableObject } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'
import { Room } from '../testing/wire.ts'
import { Census, census } from './census.ts'

test('each object tells its own number, and the last one counts', () => {
  const house = new Census()
  house.set('a', 2, 0)
  house.set('b', 1, 0)
  house.set('a', 3, 0)
  expect(house.sockets).toBe(4)
  house.set('a', 0, 0)
  house.set('a', 0, 0)
  expect(house.sockets).toBe(1)
})

test('an object without sockets is held for a while, unless one comes back', () => {
  const house = new Census()
  for (const object of ['a', 'b', 'c']) house.set(object, 0, 1_000)
  house.set('b', 0, 9_000)
  house.set('c', 2, 10_000)
  expect([house.held(10_000), house.isAwake('a'), house.isAwake('c'), house.isAwake('d')]).toEqual([
    4,
    true,
    true,
    false,
  ])
  expect([house.held(16_000), house.isAwake('a')]).toEqual([3, false])
  expect(house.held(60_000)).toBe(2)
})

test('sockets are counted from their opening to their end, asleep or awake, whoever closes them', async () => {
  const room = await Room.open()
  // Its own number: other sessions of this process come and go meanwhile.
  const mine = () => census.socketsOf(room.stub.id.toString())
  const wires = [await room.customer(), await room.customer(), await room.connect()]
  expect(mine()).toBe(3)
  await evictDurableObject(room.stub)
  expect(mine()).toBe(3)
  wires[0]?.close()
  await vi.waitFor(() => expect(mine()).toBe(2), 5_000)
  wires[1]?.raw('x'.repeat(70_000)) // refused for its size, and closed from our side
  await wires[1]?.closed
  await vi.waitFor(() => expect(mine()).toBe(1), 5_000)
  wires[2]?.close()
  await vi.waitFor(() => expect(mine()).toBe(0), 5_000)
})
